import {
  collector,
  exporters,
  extensions,
  metrics,
  policyRules,
  processors,
  receivers,
  traces,
} from '../../../lib/collector';

const otlp = receivers.otlp({ protocols: { http: {} } });
const read = ['get', 'list', 'watch'];

const rulesOf = (...list: Parameters<typeof traces>[0]['processors'] & object) =>
  policyRules(
    collector({
      pipelines: [traces({ receivers: [otlp], processors: list, exporters: [exporters.debug()] })],
    }),
    '0.158.0',
  );

describe('policyRules', () => {
  it('is empty where nothing talks to the Kubernetes API', () => {
    expect(rulesOf(processors.batch())).toEqual([]);
  });

  it('lets k8s_attributes read pods and their owners', () => {
    expect(rulesOf(processors.k8sAttributes())).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: read },
      { apiGroups: ['apps'], resources: ['replicasets'], verbs: read },
    ]);
  });

  it('adds what labels and metadata are taken from', () => {
    const attributes = processors.k8sAttributes({
      extract: {
        metadata: ['k8s.node.uid', 'k8s.cronjob.uid'],
        labels: [
          { from: 'deployment', key: 'team' },
          { from: 'namespace', key: 'tier' },
        ],
      },
    });
    expect(rulesOf(attributes)).toEqual([
      { apiGroups: [''], resources: ['namespaces', 'nodes', 'pods'], verbs: read },
      { apiGroups: ['apps'], resources: ['deployments', 'replicasets'], verbs: read },
      { apiGroups: ['batch'], resources: ['jobs'], verbs: read },
    ]);
  });

  it('asks for nothing where the component brings its own credentials', () => {
    expect(rulesOf(processors.k8sAttributes({ auth_type: 'kubeConfig' }))).toEqual([]);
  });

  it('merges what several components need', () => {
    const elector = extensions.k8sLeaderElector({
      auth_type: 'serviceAccount',
      lease_name: 'cluster',
      lease_namespace: 'observability',
    });
    const whole = collector({
      extensions: [elector],
      pipelines: [
        metrics({
          receivers: [
            receivers.kubeletStats({ auth_type: 'serviceAccount' }),
            receivers.k8sObjects({
              objects: [{ name: 'ingresses', group: 'networking.k8s.io', mode: 'pull' }],
            }),
          ] as never,
          exporters: [exporters.debug()],
        }),
      ],
    });
    expect(policyRules(whole, '0.158.0')).toEqual([
      { apiGroups: [''], resources: ['nodes/stats'], verbs: ['get'] },
      {
        apiGroups: ['coordination.k8s.io'],
        resources: ['leases'],
        verbs: ['get', 'create', 'update'],
      },
      { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: ['get', 'list'] },
    ]);
  });
});
