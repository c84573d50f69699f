import type { ComponentCard } from '../card';
import {
  always,
  diagnosis,
  grpc,
  healthPort,
  http,
  optional,
  probes,
  queryPorts,
  samplingPorts,
} from '../listens';
import * as authenticators from './authenticators';
import { fileStorage } from './file-storage';
import { k8sLeaderElector } from './k8s-leader-elector';
import { k8sObserver } from './k8s-observer';
import { encoding, storage, unnamed } from './plain';

/** Cards of extensions by canonical type. */
export const extensions: { readonly [type: string]: ComponentCard } = {
  asapclient: authenticators.asapClient,
  avro_log_encoding: encoding,
  aws_logs_encoding: encoding,
  awscloudwatchmetricstreams_encoding: encoding,
  awsproxy: { listens: [always(2000)] },
  azure_encoding: encoding,
  basicauth: authenticators.basicAuth,
  bearertokenauth: authenticators.bearerTokenAuth,
  cgroup_runtime: unnamed,
  db_storage: storage,
  docker_observer: unnamed,
  expvar: { listens: [always(27777, diagnosis)] },
  file_storage: fileStorage,
  google_cloud_logentry_encoding: encoding,
  googleclientauth: authenticators.googleClientAuth,
  headers_setter: authenticators.headersSetter,
  health_check: { ...unnamed, listens: [always(healthPort, probes)] },
  healthcheckv2: {
    ...unnamed,
    listens: [
      optional(['http'], healthPort, probes),
      optional(['grpc'], 13132, { ...grpc, audience: 'probes' }),
    ],
  },
  host_observer: unnamed,
  http_forwarder: { ...unnamed, listens: [optional(['ingress'], undefined, http)] },
  jaeger_encoding: encoding,
  jaeger_query: {
    listens: [
      { ...always(queryPorts.http, http), at: ['http'], defaultHost: '' },
      { ...always(queryPorts.grpc, grpc), at: ['grpc'], defaultHost: '' },
    ],
  },
  jaegerremotesampling: {
    ...unnamed,
    listens: [optional(['http'], undefined, http), optional(['grpc'], undefined, grpc)],
  },
  json_log_encoding: encoding,
  k8s_leader_elector: k8sLeaderElector,
  k8s_observer: k8sObserver,
  oauth2client: authenticators.oauth2Client,
  oidc: authenticators.oidc,
  opamp: {
    ...unnamed,
    uses: [
      { at: ['server', 'ws', 'auth'], purpose: 'authenticator' },
      { at: ['server', 'http', 'auth'], purpose: 'authenticator' },
    ],
  },
  otlp_encoding: encoding,
  pprof: { ...unnamed, listens: [always(1777, diagnosis)] },
  redis_storage: storage,
  remote_sampling: {
    listens: [
      { ...always(samplingPorts.http, http), at: ['http'], defaultHost: '' },
      { ...always(samplingPorts.grpc, grpc), at: ['grpc'], defaultHost: '' },
    ],
  },
  remote_storage: { listens: [always(17271, { ...grpc, defaultHost: '' })] },
  remotetap: { ...unnamed, listens: [always(11000, { ...diagnosis, defaultHost: '127.0.0.1' })] },
  sigv4auth: authenticators.sigv4Auth,
  skywalking_encoding: encoding,
  text_encoding: encoding,
  zipkin_encoding: encoding,
  zpages: { ...unnamed, listens: [always(55679, diagnosis)] },
};
