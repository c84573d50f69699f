import { Lazy } from 'cdk8s';
import type { PodsBehind } from '../collector';
import {
  IntOrString,
  KubeNetworkPolicy,
  type NetworkPolicyEgressRule,
  type NetworkPolicyIngressRule,
} from '../kubernetes';
import type { ServiceChart } from '../service';
import { podIdentityAgent } from './deployment';

const namespaceLabel = 'kubernetes.io/metadata.name';

/** Link-local addresses serve cloud metadata; only the Pod Identity agent is meant to be reached there. */
const anywhereButMetadata = { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] };

/** Lets in the ingress controller and the callers of a service, and lets out what it needs. */
export function addNetworkPolicy(chart: ServiceChart): void {
  new KubeNetworkPolicy(chart, 'network-policy', {
    metadata: { name: chart.service },
    spec: {
      podSelector: { matchLabels: { ...chart.podLabels } },
      policyTypes: ['Ingress', 'Egress'],
      // Callers may be built after their callee, so the rules are made when all services are known.
      ingress: Lazy.any({ produce: () => ingressRules(chart) }) as NetworkPolicyIngressRule[],
      egress: Lazy.any({ produce: () => egressRules(chart) }) as NetworkPolicyEgressRule[],
    },
  });
}

/** Names that a service calls and that no service of the environment has. */
export function unknownCalls(chart: ServiceChart): string[] {
  return (chart.props.calls ?? []).filter((name) => !chart.environment.services.has(name));
}

function ingressRules(chart: ServiceChart): NetworkPolicyIngressRule[] {
  const callers = chart.environment.callersOf(chart.service);
  return [
    {
      from: [
        inNamespace(chart.environment.facts.ingress.controllerNamespace),
        ...callers.map((caller) => ({ podSelector: { matchLabels: caller.podLabels } })),
      ],
      ports: [tcp(chart.props.port)],
    },
  ];
}

function egressRules(chart: ServiceChart): NetworkPolicyEgressRule[] {
  const { telemetry, aws } = chart.props;
  return [
    { to: [inNamespace('kube-system')], ports: [udp(53), tcp(53)] },
    ...calledServices(chart).map((service) => ({
      to: [{ podSelector: { matchLabels: service.podLabels } }],
      ports: [tcp(service.props.port)],
    })),
    ...(telemetry === undefined ? [] : [toPods(telemetry.pods)]),
    ...(aws === true
      ? [
          { to: [{ ipBlock: { cidr: podIdentityAgent.cidr } }], ports: [tcp(podIdentityAgent.port)] },
          { to: [{ ipBlock: anywhereButMetadata }], ports: [tcp(443)] },
        ]
      : []),
  ];
}

function calledServices(chart: ServiceChart): ServiceChart[] {
  return (chart.props.calls ?? []).flatMap((name) => chart.environment.services.get(name) ?? []);
}

function toPods(pods: PodsBehind) {
  return {
    to: [{ ...inNamespace(pods.namespace), podSelector: { matchLabels: pods.labels } }],
    ports: [tcp(pods.port)],
  };
}

function inNamespace(name: string) {
  return { namespaceSelector: { matchLabels: { [namespaceLabel]: name } } };
}

function tcp(port: number) {
  return { protocol: 'TCP', port: IntOrString.fromNumber(port) };
}

function udp(port: number) {
  return { protocol: 'UDP', port: IntOrString.fromNumber(port) };
}
