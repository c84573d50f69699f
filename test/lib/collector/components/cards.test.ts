import { parse } from 'yaml';
import { checkSources, type Finding } from '../../../../lib/checks';
import {
  type ComponentClass,
  collector,
  component,
  exporters,
  listeners,
  logs,
  podNeeds,
  policyRules,
} from '../../../../lib/collector';
import {
  cardOf,
  cards,
  type Deed,
  does,
  type ExtensionRole,
  type ListenerKind,
  listenerKinds,
  type Need,
  rightsOf,
} from '../../../../lib/collector/components';
import type { Data, DataMap } from '../../../../lib/documents';

const release = '0.158.0';
const classes = Object.keys(cards) as ComponentClass[];

/** What each component is asked to do, and the rights that its card says it needs then. */
const rights: readonly (readonly [component: string, body: string, needs: readonly string[]])[] = [
  [
    'exporter/load_balancing',
    '{resolver: {k8s: {service: a}}}',
    ['list,watch endpointslices.discovery.k8s.io'],
  ],
  ['exporter/load_balancing', '{resolver: {dns: {hostname: a}}}', []],
  ['extension/k8s_leader_elector', '{}', ['get,create,update leases.coordination.k8s.io']],
  ['extension/k8s_observer', '{}', ['list,watch pods']],
  [
    'extension/k8s_observer',
    '{observe_pods: false, observe_nodes: true, observe_services: true, observe_ingresses: true}',
    ['list,watch nodes', 'list,watch services', 'list,watch ingresses.networking.k8s.io'],
  ],
  ['processor/k8s_attributes', '{}', ['list,watch pods', 'list,watch replicasets.apps']],
  ['processor/k8s_attributes', '{passthrough: true}', []],
  ['processor/k8s_attributes', '{extract: {metadata: [k8s.pod.name]}}', ['list,watch pods']],
  [
    'processor/k8s_attributes',
    '{extract: {deployment_name_from_replicaset: true, metadata: [k8s.deployment.name, k8s.cluster.uid, k8s.node.uid, k8s.cronjob.uid]}}',
    ['list,watch pods', 'list,watch namespaces', 'list,watch nodes', 'list,watch jobs.batch'],
  ],
  [
    'processor/k8s_attributes',
    '{extract: {metadata: [], labels: [{from: deployment}, {from: statefulset}, {from: namespace}], annotations: [{from: daemonset}, {from: job}, {from: node}, {}]}}',
    [
      'list,watch pods',
      'list,watch replicasets.apps',
      'list,watch deployments.apps',
      'list,watch statefulsets.apps',
      'list,watch namespaces',
      'list,watch daemonsets.apps',
      'list,watch jobs.batch',
      'list,watch nodes',
    ],
  ],
  ['processor/resource_detection', '{detectors: [env, system]}', []],
  ['processor/resource_detection', '{detectors: [k8s_api]}', ['get nodes']],
  ['processor/resource_detection', '{detectors: [k8snode]}', ['get nodes']],
  [
    'processor/resource_detection',
    '{detectors: [k8s_api], k8s_api: {resource_attributes: {k8s.cluster.uid: {enabled: true}}}}',
    ['get nodes', 'get namespaces kube-system?'],
  ],
  [
    'processor/resource_detection',
    '{detectors: [eks, kubeadm, openshift], eks: {node_from_env_var: NODE}}',
    ['get nodes?', 'get configmaps kubeadm-config?', 'get infrastructures.config.openshift.io?'],
  ],
  [
    'receiver/k8s_cluster',
    '{}',
    [
      ...['namespaces', 'nodes', 'pods', 'replicationcontrollers', 'resourcequotas', 'services'],
      ...['daemonsets.apps', 'deployments.apps', 'replicasets.apps', 'statefulsets.apps'],
      ...['cronjobs.batch', 'jobs.batch', 'horizontalpodautoscalers.autoscaling'],
    ].map((resource) => `list,watch ${resource}`),
  ],
  ['receiver/k8s_events', '{}', ['list,watch events|events.events.k8s.io']],
  [
    'receiver/k8s_objects',
    '{objects: [{name: pods}, {name: events, group: events.k8s.io, mode: watch}, {name: widgets}]}',
    ['list pods', 'list,watch events.events.k8s.io', 'list widgets.*'],
  ],
  ['receiver/kubelet_stats', '{auth_type: serviceAccount}', ['get nodes/stats']],
  ['receiver/kubelet_stats', '{}', []],
  [
    'receiver/kubelet_stats',
    '{auth_type: serviceAccount, node: a, metrics: {k8s.pod.cpu.node.utilization: {enabled: true}}, extra_metadata_labels: [container.id]}',
    ['get nodes/stats', 'get nodes/proxy?', 'list,watch nodes'],
  ],
  [
    'receiver/prometheus',
    `{config: {scrape_configs: [{kubernetes_sd_configs: [{role: node}, {role: service}, {role: ingress}, {role: endpointslice}]}]}}`,
    [
      'list,watch nodes',
      'list,watch services',
      'list,watch ingresses.networking.k8s.io',
      'list,watch endpointslices.discovery.k8s.io',
      'list,watch services',
      'list,watch pods',
    ],
  ],
  [
    'receiver/prometheus',
    '{config: {scrape_configs: [{kubernetes_sd_configs: [{role: endpoints}, {role: pod, api_server: "https://a"}]}]}}',
    ['list,watch endpoints', 'list,watch services', 'list,watch pods'],
  ],
];

const shown = ({ groups, resource, verbs, name, optional }: Need): string => {
  const named = groups.map((group) => (group === '' ? resource : `${resource}.${group}`)).join('|');
  return `${verbs.join(',')} ${named}${name === undefined ? '' : ` ${name}`}${optional === true ? '?' : ''}`;
};

const split = (text: string): { class: ComponentClass; type: string } => {
  const [componentClass, type = ''] = text.split('/');
  return { class: componentClass as ComponentClass, type };
};

describe('the rights on the cards', () => {
  test.each(rights)('%s %s: %j', (name, body, needs) => {
    expect(rightsOf({ ...split(name), body: parse(body) }, release).map(shown)).toEqual(needs);
  });

  test('are in the table above, every one', () => {
    const withRights = classes.flatMap((each) =>
      Object.entries(cards[each]).flatMap(([type, card]) =>
        card.rights === undefined ? [] : `${each}/${type}`,
      ),
    );
    expect([...new Set(rights.map(([name]) => name))]).toEqual(withRights.sort());
  });

  test.each(rights.filter(([, , needs]) => needs.length > 0))(
    '%s %s: XR-6 misses each that a role lacks, and no more',
    (name, body) => {
      const needs = rightsOf({ ...split(name), body: parse(body) }, release);
      expect(missedBy(name, body, needs)).toEqual([]);
      const resources = [...new Set(needs.map(({ resource }) => resource))];
      for (const resource of resources) {
        const rest = needs.filter((need) => need.resource !== resource);
        expect(missedBy(name, body, rest).join()).toContain(` ${resource}`);
      }
    },
  );
});

describe('the role that a chart writes', () => {
  test.each(rights.filter(([, , needs]) => needs.length > 0))('%s %s: is enough for XR-6', (name, body) => {
    const { class: componentClass, type } = split(name);
    const part = component(componentClass, type, parse(body), { signals: ['logs'] });
    const of = (each: ComponentClass, usual: readonly unknown[]) =>
      componentClass === each ? [part] : usual;
    const whole = collector({
      extensions: of('extension', []),
      pipelines: [
        logs({
          receivers: of('receiver', [component('receiver', 'otlp', {}, { signals: ['logs'] })]),
          processors: of('processor', []),
          exporters: of('exporter', [exporters.debug()]),
        } as never),
      ],
    } as never);
    const rules = policyRules(whole, release);
    expect(rules.length).toBeGreaterThan(0);
    expect(missedByRules(name, body, rules)).toEqual([]);
  });
});

/** Findings for a release of the chart with some values. */
function findingsOf(values: DataMap): Finding[] {
  const text = JSON.stringify({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'collector', namespace: 'observability' },
    spec: {
      interval: '10m',
      chart: {
        spec: {
          chart: 'opentelemetry-collector',
          version: '0.170.0',
          sourceRef: { kind: 'HelmRepository', name: 'otel' },
        },
      },
      values: {
        mode: 'deployment',
        image: { repository: 'otel/opentelemetry-collector-contrib' },
        ...values,
      },
    },
  });
  return checkSources([{ name: 'release.yaml', text }], { complete: true });
}

/** What XR-6 says of a component where the role of its collector grants some needs. */
function missedBy(name: string, body: string, granted: readonly Need[]): string[] {
  return missedByRules(
    name,
    body,
    granted.map(({ groups, resource, verbs }) => ({ apiGroups: groups, resources: [resource], verbs })),
  );
}

function missedByRules(name: string, body: string, rules: readonly object[]): string[] {
  const { class: componentClass, type } = split(name);
  const ids = {
    receivers: ['otlp'],
    processors: [] as string[],
    exporters: ['debug'],
    extensions: [] as string[],
  };
  const section = `${componentClass}s` as keyof typeof ids;
  ids[section] = [type];
  const { extensions, ...pipeline } = ids;
  const config = {
    receivers: { otlp: { protocols: { grpc: {} } } },
    exporters: { debug: {} },
    [section]: { [type]: parse(body) },
    service: { extensions, pipelines: { logs: pipeline } },
  };
  return findingsOf({
    clusterRole: { create: true, rules: rules as unknown as Data },
    alternateConfig: config as unknown as Data,
  })
    .filter(({ rule }) => rule === 'XR-6')
    .map(({ message }) => message);
}

/** What listens: keys to the address, port where none is written, network and what is spoken. */
const listening: readonly string[] = [
  'receiver/awsfirehose endpoint localhost:4433/tcp http always',
  'receiver/awsxray endpoint localhost:2000/udp always',
  'receiver/awsxray proxy_server.endpoint localhost:2000/tcp optional',
  'receiver/azure_functions http.endpoint localhost:/tcp http optional',
  'receiver/carbon endpoint localhost:2003/tcp always',
  'receiver/collectd endpoint localhost:8081/tcp http always',
  'receiver/datadog endpoint localhost:8126/tcp http always',
  'receiver/envoy_als endpoint localhost:19001/tcp grpc always',
  'receiver/faro endpoint localhost:8080/tcp http always',
  'receiver/fluent_forward endpoint localhost:/tcp always',
  'receiver/fluent_forward endpoint localhost:/udp always',
  'receiver/github webhook.endpoint localhost:8080/tcp http optional',
  'receiver/gitlab webhook.endpoint localhost:8080/tcp http optional',
  'receiver/influxdb endpoint localhost:8086/tcp http always',
  'receiver/jaeger protocols.grpc.endpoint localhost:14250/tcp grpc optional',
  'receiver/jaeger protocols.thrift_http.endpoint localhost:14268/tcp http optional',
  'receiver/jaeger protocols.thrift_compact.endpoint localhost:6831/udp optional',
  'receiver/jaeger protocols.thrift_binary.endpoint localhost:6832/udp optional',
  'receiver/libhoney http.endpoint localhost:8080/tcp http always',
  'receiver/loki protocols.grpc.endpoint localhost:3600/tcp grpc optional',
  'receiver/loki protocols.http.endpoint localhost:3500/tcp http optional',
  'receiver/opencensus endpoint localhost:55678/tcp always',
  'receiver/otelarrow protocols.grpc.endpoint localhost:4317/tcp grpc optional',
  'receiver/otlp protocols.grpc.endpoint localhost:4317/tcp grpc optional',
  'receiver/otlp protocols.http.endpoint localhost:4318/tcp http optional',
  'receiver/prometheus api_server.server_config.endpoint localhost:9090/tcp http optional',
  'receiver/prometheus_remote_write endpoint localhost:9090/tcp http always',
  'receiver/sapm endpoint localhost:7276/tcp http always',
  'receiver/signalfx endpoint localhost:9943/tcp http always',
  'receiver/skywalking protocols.grpc.endpoint localhost:11800/tcp grpc optional',
  'receiver/skywalking protocols.http.endpoint localhost:12800/tcp http optional',
  'receiver/splunk_hec endpoint localhost:8088/tcp http always',
  'receiver/statsd endpoint localhost:8125/udp always',
  'receiver/stef endpoint localhost:4320/tcp grpc always',
  'receiver/syslog tcp.listen_address localhost:/tcp optional',
  'receiver/syslog udp.listen_address localhost:/udp optional',
  'receiver/tcp_log listen_address localhost:/tcp always',
  'receiver/udp_log listen_address localhost:/udp always',
  'receiver/wavefront endpoint localhost:2003/tcp always',
  'receiver/webhook_event endpoint localhost:/tcp http always',
  'receiver/yang_grpc endpoint localhost:/tcp grpc always',
  'receiver/zipkin endpoint localhost:9411/tcp http always',
  'processor/remotetap endpoint localhost:12001/tcp http always',
  'exporter/prometheus endpoint localhost:/tcp http always',
  'extension/awsproxy endpoint localhost:2000/tcp always',
  'extension/expvar endpoint localhost:27777/tcp http diagnosis always',
  'extension/health_check endpoint localhost:13133/tcp http probes always',
  'extension/healthcheckv2 http.endpoint localhost:13133/tcp http probes optional',
  'extension/healthcheckv2 grpc.endpoint localhost:13132/tcp grpc probes optional',
  'extension/http_forwarder ingress.endpoint localhost:/tcp http optional',
  'extension/jaeger_query http.endpoint :16686/tcp http always',
  'extension/jaeger_query grpc.endpoint :16685/tcp grpc always',
  'extension/jaegerremotesampling http.endpoint localhost:/tcp http optional',
  'extension/jaegerremotesampling grpc.endpoint localhost:/tcp grpc optional',
  'extension/pprof endpoint localhost:1777/tcp http diagnosis always',
  'extension/remote_sampling http.endpoint :5778/tcp http always',
  'extension/remote_sampling grpc.endpoint :5779/tcp grpc always',
  'extension/remote_storage endpoint :17271/tcp grpc always',
  'extension/remotetap endpoint 127.0.0.1:11000/tcp http diagnosis always',
  'extension/zpages endpoint localhost:55679/tcp http diagnosis always',
];

describe('the listeners on the cards', () => {
  test('are these', () => {
    const told = classes.flatMap((each) =>
      Object.keys(cards[each]).flatMap((type) =>
        listenerKinds(each, type).map(
          ({ at, key, defaultPort, network, application, audience, presence, defaultHost }) =>
            [
              `${each}/${type}`,
              [...at, key].join('.'),
              `${defaultHost ?? 'localhost'}:${defaultPort ?? ''}/${network}`,
              ...[application, audience, presence].filter((word) => word !== undefined),
            ].join(' '),
        ),
      ),
    );
    expect(told).toEqual(listening);
  });

  test('are the ports that a collector opens, and that LP-2 misses in a Service', () => {
    const kinds = Object.keys(cards.receiver).flatMap((type) =>
      listenerKinds('receiver', type).map((kind) => ({ type, kind })),
    );
    const bodies: { [type: string]: DataMap } = {};
    for (const [index, { type, kind }] of kinds.entries()) {
      const port = portOf(kinds, index);
      bodies[type] = written(bodies[type] ?? {}, [...kind.at, kind.key], `0.0.0.0:${port}`);
    }
    const parts = Object.entries(bodies).map(([type, body]) =>
      component('receiver', type, body, { signals: ['logs'] }),
    );
    const whole = collector({
      pipelines: [logs({ receivers: parts as never, exporters: [exporters.debug()] })],
    });
    const expected = kinds.map(({ kind }, index) => `${portOf(kinds, index)}/${kind.network}`).sort();
    expect(
      listeners(whole, release)
        .map(({ port, transport }) => `${port}/${transport.toLowerCase()}`)
        .sort(),
    ).toEqual(expected);
    const config = {
      receivers: bodies,
      exporters: { debug: {} },
      service: { pipelines: { logs: { receivers: Object.keys(bodies), exporters: ['debug'] } } },
    };
    const missed = findingsOf({ alternateConfig: config as Data }).filter(({ rule }) => rule === 'LP-2');
    const ports = missed.flatMap(({ message }) => /leads to (\d+)\./.exec(message)?.[1] ?? []);
    expect([...new Set(ports)].sort()).toEqual([...new Set(expected.map((each) => each.split('/')[0]))]);
  });
});

/** One port for each place of an address, from 20001 on. */
function portOf(
  kinds: readonly { readonly type: string; readonly kind: ListenerKind }[],
  index: number,
): number {
  const places = kinds.map(({ type, kind: { at, key } }) => [type, ...at, key].join('.'));
  return 20001 + places.indexOf(places[index] ?? '');
}

function written(body: DataMap, [key = '', ...rest]: readonly string[], value: string): DataMap {
  const below = body[key];
  return { ...body, [key]: rest.length === 0 ? value : written((below ?? {}) as DataMap, rest, value) };
}

/** What the pod of a component must bring along. */
const pods: readonly (readonly [component: string, body: string, needs: unknown])[] = [
  [
    'receiver/file_log',
    '{include: [/var/log/pods/*/*/*.log, /var/log/app/*.log, /data/*.log]}',
    {
      folders: [
        { path: '/var/log/pods', host: '/var/log/pods' },
        { path: '/var/lib/docker/containers', host: '/var/lib/docker/containers', optional: true },
        { path: '/var/log/app', host: '/var/log/app' },
      ],
      root: expect.stringContaining('belongs to root'),
    },
  ],
  [
    'receiver/file_log',
    '{include: [/var/log/containers/*.log]}',
    {
      folders: [
        { path: '/var/log/containers', host: '/var/log/containers' },
        { path: '/var/log/pods', host: '/var/log/pods' },
        { path: '/var/lib/docker/containers', host: '/var/lib/docker/containers', optional: true },
      ],
      root: expect.stringContaining('belongs to root'),
    },
  ],
  ['receiver/file_log', '{include: [/data/*.log]}', { folders: [] }],
  ['receiver/host_metrics', '{root_path: /hostfs}', { folders: [{ path: '/hostfs', host: '/' }] }],
  ['receiver/host_metrics', '{}', {}],
  [
    'receiver/docker_stats',
    '{}',
    {
      folders: [{ path: '/var/run/docker.sock', host: '/var/run/docker.sock' }],
      root: expect.stringContaining('belongs to root'),
    },
  ],
  ['receiver/docker_stats', '{endpoint: "http://a:2375"}', {}],
  [
    'receiver/journald',
    '{directory: /run/log/journal}',
    {
      folders: [{ path: '/run/log/journal', host: '/run/log/journal' }],
      root: expect.stringContaining('belongs to root'),
    },
  ],
  [
    'receiver/journald',
    '{}',
    {
      folders: [
        { path: '/var/log/journal', host: '/var/log/journal', optional: true },
        { path: '/run/log/journal', host: '/run/log/journal', optional: true },
      ],
      root: expect.stringContaining('belongs to root'),
    },
  ],
  [
    'processor/k8s_attributes',
    '{filter: {node_from_env_var: NODE}}',
    { variables: { NODE: 'spec.nodeName' } },
  ],
  [
    'processor/resource_detection',
    '{detectors: [k8s_api]}',
    { variables: { K8S_NODE_NAME: 'spec.nodeName' }, optionalVariables: [] },
  ],
  [
    'processor/resource_detection',
    '{detectors: [k8snode, eks], k8snode: {node_from_env_var: A}, eks: {node_from_env_var: B}}',
    { variables: { A: 'spec.nodeName', B: 'spec.nodeName' }, optionalVariables: ['B'] },
  ],
  [
    'extension/file_storage',
    '{directory: /data, compaction: {on_start: true, directory: /spare}}',
    {
      folders: [
        { path: '/data', write: true },
        { path: '/spare', write: true },
      ],
    },
  ],
  ['extension/file_storage', '{}', { folders: [{ path: '/var/lib/otelcol/file_storage', write: true }] }],
];

describe('what the cards ask of a pod', () => {
  test.each(pods)('%s %s', (name, body, needs) => {
    const { class: componentClass, type } = split(name);
    expect(cardOf(componentClass, type)?.pod?.(parse(body))).toEqual(needs);
  });

  test('is in the table above, of every one', () => {
    const asking = classes.flatMap((each) =>
      Object.entries(cards[each]).flatMap(([type, card]) =>
        card.pod === undefined ? [] : `${each}/${type}`,
      ),
    );
    expect([...new Set(pods.map(([name]) => name))].sort()).toEqual(asking.sort());
  });

  test('is what the values of a chart bring along', () => {
    const agent = collector({
      pipelines: [
        logs({
          receivers: [
            component(
              'receiver',
              'file_log',
              { include: ['/var/log/pods/*/*/*.log'] },
              { signals: ['logs'] },
            ),
          ],
          exporters: [exporters.debug()],
        }),
      ],
    });
    expect(podNeeds(agent, release).components).toEqual([
      {
        component: 'receivers::file_log',
        needs: cardOf('receiver', 'file_log')?.pod?.({ include: ['/var/log/pods/*/*/*.log'] }),
      },
    ]);
  });
});

/** What components do to data, by what it is called. */
const deeds: { readonly [deed in Deed]: string } = {
  drops: 'filter probabilistic_sampler tail_sampling',
  samples: 'probabilistic_sampler tail_sampling',
  waitsForTraces: 'groupbytrace tail_sampling',
  batches: 'batch',
  condenses: 'drain interval transform',
  writesAttributes: 'attributes transform',
  decidesByAttributes: 'filter tail_sampling transform',
  enriches: 'k8s_attributes resource resource_detection',
  keepsState:
    'cumulative_to_delta delta_to_cumulative delta_to_rate groupbytrace service_graph span_metrics tail_sampling',
  detaches: 'groupbytrace interval log_dedup service_graph span_metrics tail_sampling',
  staysInRequest: 'count exceptions failover forward round_robin roundrobin routing sum',
  keepsSender: 'forward round_robin routing',
  bringsNoRequest:
    'file_log file_stats filestats host_metrics http_check journald k8s_cluster k8s_events k8s_objects kubelet_stats prometheus prometheus_simple sqlquery statsd syslog tcp_log udp_log',
  ends: 'debug logging nop',
  staysInPod: 'debug file nop prometheus',
};

describe('at which ends an extension authenticates', () => {
  const ends = (type: string, body: Data = {}) => {
    const { server = [], client = [] } = cardOf('extension', type)?.role?.authenticates?.(body) ?? {};
    return `${server.join()} ${client.join()}`;
  };

  test.each([
    ['asapclient', ' http,grpc'],
    ['bearertokenauth', 'http,grpc http,grpc'],
    ['googleclientauth', ' http,grpc'],
    ['headers_setter', ' http,grpc'],
    ['oauth2client', ' http,grpc'],
    ['oidc', 'http,grpc '],
    ['sigv4auth', ' http'],
  ])('%s: "%s"', (type, expected) => expect(ends(type)).toBe(expected));

  test('is told by what is written of basicauth', () => {
    expect(ends('basicauth', { client_auth: {} })).toBe(' http,grpc');
    expect(ends('basicauth', { htpasswd: {} })).toBe('http,grpc ');
    const open: readonly Data[] = [{}, { client_auth: {}, htpasswd: {} }, '${file:a.yaml}'];
    for (const body of open) expect(ends('basicauth', body)).toBe('http,grpc http,grpc');
  });
});

describe('what the cards say that components do', () => {
  test.each(Object.entries(deeds))('%s: %s', (deed, types) => {
    const doing = classes.flatMap((each) =>
      Object.keys(cards[each]).filter((type) => does({ class: each, type }, deed as Deed)),
    );
    expect(doing.sort().join(' ')).toBe(types);
  });

  test('about where they may run', () => {
    const node = { include: ['/var/log/pods/*/*/*.log'] };
    const runs = classes.flatMap((each) =>
      Object.entries(cards[each]).flatMap(([type, card]) => {
        const where = card.runs?.(node);
        return where === undefined ? [] : `${type} ${where}`;
      }),
    );
    expect(runs).toEqual([
      'file_log everyNode',
      'host_metrics everyNode',
      'k8s_cluster once',
      'k8s_events once',
      'k8s_objects once',
      'kubelet_stats everyNode',
    ]);
    expect(cardOf('receiver', 'file_log')?.runs?.({ include: ['/data/*.log'] })).toBeUndefined();
  });

  test('about what they need, take and send', () => {
    const having = (key: 'ofKubernetes' | 'takesStorage' | 'boundByOperator') =>
      classes
        .flatMap((each) => Object.entries(cards[each]).filter(([, card]) => card[key]))
        .map(([type]) => type)
        .join(' ');
    expect(having('ofKubernetes')).toBe(
      'file_log k8s_cluster k8s_events k8s_objects kubelet_stats receiver_creator k8s_attributes k8s_leader_elector k8s_observer',
    );
    expect(having('takesStorage')).toBe(
      'azure_event_hub file_log journald k8s_objects mongodb_atlas named_pipe otlp_json_file sqlquery syslog tcp_log udp_log windows_event_log drain schema',
    );
    expect(having('boundByOperator')).toBe(
      'k8s_cluster k8s_events k8s_objects kubelet_stats k8s_attributes resource_detection k8s_leader_elector k8s_observer',
    );
    const roles = (is: (role: ExtensionRole) => boolean | undefined) =>
      Object.entries(cards.extension)
        .flatMap(([type, { role }]) => (role !== undefined && is(role) ? type : []))
        .join(' ');
    expect(roles(({ encodes }) => encodes)).toBe(
      'avro_log_encoding aws_logs_encoding awscloudwatchmetricstreams_encoding azure_encoding google_cloud_logentry_encoding jaeger_encoding json_log_encoding otlp_encoding skywalking_encoding text_encoding zipkin_encoding',
    );
    expect(roles(({ stores }) => stores)).toBe('db_storage file_storage redis_storage');
    expect(roles(({ authenticates }) => authenticates !== undefined)).toBe(
      'asapclient basicauth bearertokenauth googleclientauth headers_setter oauth2client oidc sigv4auth',
    );
    expect(roles((role) => Object.keys(role).length === 0)).toBe(
      'cgroup_runtime docker_observer health_check healthcheckv2 host_observer http_forwarder jaegerremotesampling k8s_leader_elector k8s_observer opamp pprof remotetap zpages',
    );
    const used = classes.flatMap((each) =>
      Object.entries(cards[each]).flatMap(([type, { uses = [] }]) =>
        uses.map(({ at, purpose }) => `${type} ${at.join('.')} ${purpose}`),
      ),
    );
    expect(used).toEqual([
      'receiver_creator watch_observers observer',
      'splunk_hec ack.extension acknowledgement',
      'tail_sampling tail_storage trace storage',
      'file encoding encoding',
      'kafka record_partitioner.extension partitioner',
      'headers_setter additional_auth authenticator',
      'opamp server.ws.auth authenticator',
      'opamp server.http.auth authenticator',
    ]);
    const sent = Object.entries(cards.exporter).flatMap(([type, { sends }]) =>
      sends === undefined ? [] : `${type}: ${Object.values(sends).join(' ')}`,
    );
    expect(sent).toEqual([
      'clickhouse: true',
      'coralogix: true',
      'datadog: true',
      'elasticsearch: http',
      'googlecloud: true',
      'load_balancing: grpc',
      'opensearch: true',
      'otelarrow: true grpc host true',
      'otlp_grpc: true grpc host true',
      'otlp_http: true http base true',
      'prometheus_remote_write: http url',
      'splunk_hec: true',
      'zipkin: url true',
    ]);
  });
});
