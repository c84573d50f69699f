import { ownValue } from '../../../documents';
import { type Place, receivers } from '../../../platform';
import { withReceivers } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

/** Receivers that listen only where a protocol is written, by canonical type. */
const protocols: { readonly [type: string]: readonly string[] } = {
  otlp: ['grpc', 'http'],
  loki: ['grpc', 'http'],
};

export const receiversHaveAProtocol = ruleOfCollector({
  each: receivers,
  id: 'CV-10',
  title: 'An OTLP receiver has at least one protocol',
  severity: 'error',
  why: 'The receiver refuses to be configured without a protocol, and the collector does not start.',
  fix: 'Write protocols: {grpc: {}, http: {}}, or the one of the two that is needed.',
  example: withReceivers(`
-   otlp: {}
+   otlp: {protocols: {http: {}}}
`),
  *check({ type, place }) {
    const known = ownValue(protocols, type);
    const written = place.at('protocols');
    // What is not a map is a fault of its own.
    if (known === undefined || [place, written].some((each) => each.isSet && !each.isMap)) return;
    if (!known.some((name) => isOn(written.at(name))))
      yield problemAt(place.towards('protocols'), `holds no protocol: ${known.join(' or ')}`);
  },
});

/** A protocol is on where its key is written, null included, unless it says enabled: false. */
function isOn(protocol: Place): boolean {
  return protocol.isWritten && protocol.at('enabled').data !== false;
}
