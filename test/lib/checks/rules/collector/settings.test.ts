import { parse } from 'yaml';
import { collectorRules, subjectOf } from './judge';

/** A sound configuration, of which a case writes sections anew. */
const sound = {
  receivers: { otlp: { protocols: { grpc: {} } } },
  exporters: { otlp_grpc: { endpoint: 'tempo.example.org:4317' } },
  service: { pipelines: { traces: { receivers: ['otlp'], exporters: ['otlp_grpc'] } } },
};

function said(rule: string, text: string): string[] {
  const collector = subjectOf(JSON.stringify({ ...sound, ...(parse(text) as object) }));
  return collectorRules
    .filter(({ id }) => id === rule)
    .flatMap((each) => [...each.check(collector)].map(({ message }) => message));
}

/** What a rule says of settings at its bounds, at variables, and at what switches it off. */
const cases: { readonly [rule: string]: readonly (readonly [text: string, ...said: string[]])[] } = {
  'CV-4': [
    ['processors: {batch: {timeout: 0s, send_batch_max_size: 1}}'],
    ['processors: {batch: {timeout: 100ms, send_batch_max_size: 1}}'],
    ['processors: {batch: {timeout: 60s, send_batch_max_size: 1}}'],
    [
      'processors: {batch: {timeout: 99ms, send_batch_max_size: 0}}',
      'processors::batch::timeout lies outside of 100 ms to 60 s.',
      'processors::batch has no maximum size.',
    ],
    ['processors: {batch: "${env:BATCH}"}'],
  ],
  'CV-3': [
    ['processors: {batch: {send_batch_size: 0, timeout: 0s, metadata_cardinality_limit: 0}}'],
    ['processors: {batch: {send_batch_size: 5, send_batch_max_size: 5}}'],
    ['processors: {batch: {send_batch_size: "${env:SIZE}", send_batch_max_size: 1}}'],
    [
      'processors: {batch: {send_batch_max_size: -1, metadata_cardinality_limit: -2, timeout: -1s}}',
      'processors::batch::send_batch_max_size must not be negative, and is -1.',
      'processors::batch::metadata_cardinality_limit must not be negative, and is -2.',
      'processors::batch::timeout must not be negative.',
    ],
  ],
  'CV-2': [
    ['processors: {memory_limiter: {limit_percentage: 50, spike_limit_percentage: 25}}'],
    ['processors: {memory_limiter: {limit_percentage: 90, spike_limit_percentage: 5}}'],
    ['processors: {memory_limiter: {limit_percentage: 101}}'],
    ['processors: {memory_limiter: {spike_limit_percentage: 1}}'],
    [
      'processors: {memory_limiter: {limit_percentage: 49, spike_limit_percentage: 4}}',
      'processors::memory_limiter::limit_percentage is 49 %: outside of 50 to 90 %.',
      'processors::memory_limiter::spike_limit_percentage is 4 %: about a quarter of limit_percentage is usual.',
    ],
    [
      'extensions: {memory_limiter: {limit_percentage: 91, spike_limit_percentage: 46}}',
      'extensions::memory_limiter::limit_percentage is 91 %: outside of 50 to 90 %.',
      'extensions::memory_limiter::spike_limit_percentage is 46 %: about a quarter of limit_percentage is usual.',
    ],
  ],
  'CV-7': [
    ['exporters: {otlp_grpc: {sending_queue: {queue_size: 10, num_consumers: 2}}}'],
    ['exporters: {otlp_grpc: {sending_queue: {queue_size: 50000}}}'],
    ['exporters: {otlp_grpc: {sending_queue: {queue_size: 9, sizer: items}}}'],
    [
      'exporters: {otlp_grpc: {sending_queue: {queue_size: 9, num_consumers: 1}}}',
      'exporters::otlp_grpc::sending_queue::queue_size is 9: outside of 10 to 50000.',
      'exporters::otlp_grpc::sending_queue::num_consumers is 1: one slow request holds up all others.',
    ],
    [
      'exporters: {otlp_grpc: {sending_queue: {queue_size: 50001, sizer: requests}}}',
      'exporters::otlp_grpc::sending_queue::queue_size is 50001: outside of 10 to 50000.',
    ],
  ],
  'CV-8': [
    ['exporters: {otlp_grpc: {retry_on_failure: {max_elapsed_time: 1ns}}}'],
    [
      'exporters: {otlp_grpc: {retry_on_failure: {max_elapsed_time: 0}}}',
      'exporters::otlp_grpc::retry_on_failure::max_elapsed_time is 0: failed requests are retried for ever.',
    ],
  ],
  'CV-10': [
    ['receivers: {otlp: 5}'],
    ['receivers: {otlp: {protocols: "${env:PROTOCOLS}"}}'],
    ['receivers: {otlp: {protocols: {grpc: null}}}'],
    [
      'receivers: {otlp: {protocols: {grpc: {enabled: false}}}}',
      'receivers::otlp::protocols holds no protocol: grpc or http.',
    ],
    ['receivers: {otlp: null}', 'receivers::otlp holds no protocol: grpc or http.'],
  ],
  'CV-5': [
    [
      'processors: {batch: {timeout: 1}}',
      'processors::batch::timeout: 1 without a unit means 1 nanoseconds.',
    ],
    ['processors: {batch: {timeout: 0}}'],
  ],
  'CV-19': [
    ['exporters: {otlp_grpc: {tls: {min_version: "1.2", key_pem: "${env:KEY}"}}}'],
    [
      'exporters: {otlp_grpc: {tls: {min_version: "1.1", key_pem: abc}}}',
      'exporters::otlp_grpc::tls::min_version: TLS 1.1 is broken.',
      'exporters::otlp_grpc::tls::key_pem holds a private key in plain text.',
    ],
  ],
  'CV-17': [
    ['exporters: {otlp_grpc: {tls: {min_version: "1.2", max_version: "1.2"}}}'],
    [
      'exporters: {otlp_grpc: {tls: {min_version: "1.1", max_version: "1.0"}}}',
      'exporters::otlp_grpc::tls: min_version is newer than max_version.',
    ],
    [
      'exporters: {otlp_grpc: {tls: {cert_pem: a, cert_file: b, key_file: c}}}',
      'exporters::otlp_grpc::tls has both cert_file and cert_pem.',
    ],
    [
      'exporters: {otlp_grpc: {tls: {key_pem: a}}}',
      'exporters::otlp_grpc::tls has a key without its certificate.',
    ],
    [
      'receivers: {otlp: {protocols: {grpc: {tls: {}}, http: {tls: {enabled: false}}}}}',
      'receivers::otlp::protocols::grpc::tls has neither certificate nor key, which a server needs.',
    ],
  ],
  'CV-21': [
    [
      'receivers: {otlp: {protocols: {http: {cors: {allowed_headers: [a]}}}}}',
      'receivers::otlp::protocols::http::cors has allowed_headers without allowed_origins.',
    ],
  ],
  'CV-30': [
    ['processors: {resource_detection: {override: false}}'],
    ['processors: {resource_detection: {override: "${env:OVERRIDE}"}}'],
    [
      'processors: {resource_detection: {}}',
      'processors::resource_detection overrides attributes that are there already.',
    ],
    ['processors: {resource: {attributes: [{key: service.name, action: upsert, from_attribute: name}]}}'],
  ],
  'CV-35': [
    [
      'receivers: {host_metrics: {root_path: /}, host_metrics/a: {root_path: ""}, host_metrics/b: {root_path: /h}}',
    ],
    [
      'receivers: {host_metrics: {root_path: /a}, host_metrics/b: {}, host_metrics/c: {root_path: /b}}',
      'receivers::host_metrics/c::root_path is /b, and that of host_metrics is /a.',
    ],
  ],
  'CV-27': [
    ['service: {telemetry: {metrics: {level: detailed, views: [{}]}}}'],
    [
      'service: {telemetry: {metrics: {level: none, readers: []}}}',
      'service::telemetry::metrics::level is none: the collector tells nothing of itself.',
    ],
    [
      'service: {telemetry: {metrics: {readers: [], views: [{}]}}}',
      'service::telemetry::metrics::readers is empty while the level is normal: the collector refuses to start.',
      'service::telemetry::metrics::views goes only with level: detailed: the collector refuses to start.',
    ],
    ['service: {telemetry: {metrics: "${env:METRICS}"}}'],
  ],
  'OR-3': [
    ['exporters: {otlp_grpc: {sending_queue: "${env:QUEUE}"}}'],
    ['exporters: {otlp_grpc: {sending_queue: {batch: "${env:BATCH}"}}}'],
    ['exporters: {otlp_grpc: {sending_queue: {batch: null}}}'],
    [
      'exporters: {otlp_grpc: {sending_queue: {batch: {enabled: false}}}}',
      'service::pipelines::traces sends to "otlp_grpc" without gathering data.',
    ],
    [
      `processors: {batch: {}}
exporters: {otlp_grpc: {sending_queue: {batch: {enabled: true}}}}
service:
  pipelines:
    traces: {receivers: [otlp], processors: [batch], exporters: [otlp_grpc]}
    logs: {receivers: [otlp], processors: [batch], exporters: [otlp_grpc]}`,
      'exporters::otlp_grpc::sending_queue::batch gathers data that a batch processor has gathered before.',
    ],
  ],
  'CV-34': [
    ['exporters: {otlp_grpc: {endpoint: "localhost:4317", tls: {insecure: true}}}'],
    ['exporters: {otlp_http: {endpoint: "http://localhost:4317"}}'],
    ['exporters: {otlp_http: {endpoint: "localhost:4317"}}'],
    ['exporters: {otlp_grpc: {endpoint: "localhost:4317", tls: {insecure: "${env:INSECURE}"}}}'],
    [
      'exporters: {otlp_grpc: {endpoint: "localhost:4317", tls: {}}}',
      'exporters::otlp_grpc::endpoint is called over TLS, and receivers::otlp serves plain text there.',
    ],
  ],
  'CV-22': [
    ['receivers: {otlp: {protocols: {grpc: {max_recv_msg_size_mib: 128}}}}'],
    [
      'receivers: {otlp: {protocols: {grpc: {max_recv_msg_size_mib: 129}}}}',
      'receivers::otlp::protocols::grpc::max_recv_msg_size_mib allows messages of 129 MiB.',
    ],
  ],
  'CV-13': [
    ['exporters: {otlp_grpc: {endpoint: "http://tempo:4317", tls: {insecure: "${env:INSECURE}"}}}'],
    ['exporters: {otlp_grpc: {endpoint: "http://tempo:4317", tls: "${env:TLS}"}}'],
    [
      'exporters: {otlp_grpc: {endpoint: "http://tempo:4317", tls: {insecure: false}}}',
      'exporters::otlp_grpc::endpoint says http://, but the exporter uses TLS.',
    ],
  ],
  'CV-14': [
    ['exporters: {otlp_grpc: {endpoint: "tempo.a.svc:443"}}'],
    ['exporters: {otlp_grpc: {endpoint: "${env:TEMPO}:4317"}}'],
    ['exporters: {otlp_grpc: {endpoint: "dns:///tempo.a.svc:4317"}}'],
    ['exporters: {otlp_grpc: {endpoint: "tempo.a.svc:4317", tls: {}}}'],
    [
      'exporters: {otlp_grpc: {endpoint: "tempo.a.svc:4317"}}',
      'exporters::otlp_grpc::endpoint is called over TLS: nothing else is said.',
    ],
  ],
  'CV-18': [
    ['exporters: {otlp_grpc: {endpoint: "https://api.vendor.com:4317", tls: {insecure: true}}}'],
    [
      'exporters: {otlp_grpc: {endpoint: "api.vendor.com:4317", tls: {insecure: true}}}',
      'exporters::otlp_grpc::tls::insecure: data goes to api.vendor.com in clear text.',
    ],
    [
      'exporters: {otlp_http: {endpoint: "http://api.vendor.com:4318"}}',
      'exporters::otlp_http::endpoint: data goes to api.vendor.com in clear text.',
    ],
  ],
  'CV-12': [
    ['exporters: {otlp_http: {endpoint: "${env:SCHEME}://tempo:4318"}}'],
    [
      'exporters: {otlp_http: {endpoint: "ftp://tempo:4318"}}',
      'exporters::otlp_http::endpoint: "ftp://" is not a scheme of HTTP.',
    ],
    [
      'exporters: {otlp_http: {endpoint: "tempo:4318"}}',
      'exporters::otlp_http::endpoint: "tempo:4318" has no scheme.',
    ],
  ],
  'CV-15': [
    [
      'exporters: {otlp_grpc: {endpoint: "tempo:4317"}, otlp_http: {endpoint: "http://tempo:4318"}, zipkin: {endpoint: "http://tempo:4317"}}',
    ],
    [
      'exporters: {otlp_grpc: {endpoint: "tempo:4318"}, otlp_http: {endpoint: "http://tempo:4317"}}',
      'exporters::otlp_grpc::endpoint names port 4318, where OTLP over HTTP is spoken.',
      'exporters::otlp_http::endpoint names port 4317, where OTLP over gRPC is spoken.',
    ],
  ],
  'CV-23': [
    ['receivers: {host_metrics: {collection_interval: 10s, scrapers: {load: {}}}}'],
    ['receivers: {host_metrics: {collection_interval: 0s, scrapers: {load: {}}}}'],
    [
      'receivers: {host_metrics: {collection_interval: 9s, scrapers: {load: {}}}}',
      'receivers::host_metrics::collection_interval is 9s.',
    ],
  ],
  'ST-1': [
    ['receivers: {}', 'The configuration defines no receivers.'],
    ['exporters: null', 'The configuration defines no exporters.'],
    ['{receivers: {}, exporters: {}}', 'The configuration holds no component at all.'],
    ['receivers: "${env:RECEIVERS}"'],
  ],
  'OR-5': [
    [
      `processors: {batch: {}, k8s_attributes: {pod_association: "$\{env:RULES}"}}
service: {pipelines: {traces: {receivers: [otlp], processors: [batch, k8s_attributes], exporters: [otlp_grpc]}}}`,
    ],
    [
      `processors: {batch: {}, k8s_attributes: {passthrough: true, pod_association: [{sources: [{from: resource_attribute, name: a}]}]}}
service: {pipelines: {traces: {receivers: [otlp], processors: [batch, k8s_attributes], exporters: [otlp_grpc]}}}`,
      'service::pipelines::traces: "k8s_attributes" stands behind "batch", where the sender\'s address is lost.',
    ],
    [
      `processors: {batch: {}, k8s_attributes: {}}
service: {pipelines: {traces: {receivers: [otlp], processors: [k8s_attributes, batch], exporters: [otlp_grpc]}}}`,
    ],
  ],
  'ST-3': [
    [
      'service: {pipelines: {traces: {receivers: [], exporters: [otlp_grpc]}}}',
      'service::pipelines::traces has no receivers.',
    ],
    ['service: {pipelines: {traces: {}}}', 'service::pipelines::traces has neither receivers nor exporters.'],
    ['service: {pipelines: {traces: "${env:TRACES}"}}'],
  ],
};

describe.each(Object.entries(cases))('%s', (rule, rows) => {
  test.each(rows)('says of %s', (text, ...expected) => {
    expect(said(rule, text)).toEqual(expected);
  });
});
