import { parseImage } from '../input';
import { IntOrString, KubeDeployment } from '../kubernetes';
import { kubernetesResources } from '../quantities';
import type { ServiceChart } from '../service';
import { environmentVariables } from './variables';

/** Address and port of the EKS Pod Identity agent: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
export const podIdentityAgent = { cidr: '169.254.170.23/32', port: 80 } as const;

const user = { runAsUser: 10003, runAsGroup: 30001, fsGroup: 30001 } as const;

/** The service's Deployment: hardened for Pod Security `restricted`, spread over zones, replaced one pod at a time. */
export function addDeployment(chart: ServiceChart): void {
  const { props } = chart;
  new KubeDeployment(chart, 'deployment', {
    metadata: { name: chart.service, labels: labels(chart) },
    spec: {
      ...('replicas' in props.scaling ? { replicas: props.scaling.replicas } : {}),
      selector: { matchLabels: { ...chart.podLabels } },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: IntOrString.fromNumber(1), maxUnavailable: IntOrString.fromNumber(0) },
      },
      template: { metadata: { labels: labels(chart) }, spec: podSpec(chart) },
    },
  });
}

function labels(chart: ServiceChart): { [name: string]: string } {
  const tag = parseImage(chart.props.image).tag;
  return {
    ...chart.podLabels,
    'app.kubernetes.io/part-of': 'smartcash',
    ...(tag === undefined ? {} : { 'app.kubernetes.io/version': tag.slice(0, 63) }),
  };
}

function podSpec(chart: ServiceChart) {
  return {
    serviceAccountName: chart.serviceAccountName,
    enableServiceLinks: false,
    securityContext: { ...user, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { ...chart.podLabels } },
      },
    ],
    containers: [container(chart)],
    volumes: writableFolders(chart).map(({ name }) => ({ name, emptyDir: {} })),
  };
}

function container(chart: ServiceChart) {
  const { props } = chart;
  const probe = { httpGet: { path: props.healthPath, port: IntOrString.fromString('http') } };
  return {
    name: chart.service,
    image: props.image,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ name: 'http', containerPort: props.port }],
    env: environmentVariables(chart),
    livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 3, timeoutSeconds: 2 },
    readinessProbe: { ...probe, periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 2 },
    resources: kubernetesResources(props.resources),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: writableFolders(chart).map(({ name, path }) => ({ name, mountPath: path })),
  };
}

function writableFolders(chart: ServiceChart): { name: string; path: string }[] {
  return (chart.props.writableFolders ?? []).map((path) => ({
    name: `writable${path.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.replace(/-$/, ''),
    path,
  }));
}
