import { notation, read } from '../../../collector/effective';
import { at, type Data, field, isMap, isOpen, isSet } from '../../../documents';
import type { CollectorRule } from '../../rule';

/** Receivers that listen only where a protocol is written, by canonical type. */
const protocols: { readonly [type: string]: readonly string[] } = {
  otlp: ['grpc', 'http'],
  loki: ['grpc', 'http'],
};

export const receiversHaveAProtocol: CollectorRule = {
  id: 'CV-10',
  title: 'An OTLP receiver has at least one protocol',
  severity: 'error',
  why: 'The receiver refuses to be configured without a protocol, and the collector does not start.',
  fix: 'Write protocols: {grpc: {}, http: {}}, or the one of the two that is needed.',
  appliesTo: 'collector',
  example: `  receivers:
-   otlp: {}
+   otlp: {protocols: {http: {}}}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    for (const { class: componentClass, type, body, path } of read(subject).components) {
      const known =
        componentClass === 'receiver' && Object.hasOwn(protocols, type) ? protocols[type] : undefined;
      const written = field(body, 'protocols');
      if (known === undefined || isOpen(body) || isOpen(written)) continue;
      if ((isSet(body) && !isMap(body)) || (isSet(written) && !isMap(written))) continue;
      if (known.some((name) => isOn(written, name))) continue;
      const place = written === undefined ? path : [...path, 'protocols'];
      yield { message: `${notation(place)} holds no protocol: ${known.join(' or ')}.`, path: place };
    }
  },
};

/** A protocol is on where its key is written, null included, unless it says enabled: false. */
function isOn(written: Data | undefined, name: string): boolean {
  return field(written, name) !== undefined && at(written, [name, 'enabled']) !== false;
}
