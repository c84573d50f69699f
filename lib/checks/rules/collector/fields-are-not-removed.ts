import { isAtLeast, isOlder, movedFieldsOf, notation, read } from '../../../collector/effective';
import { at, type Data, field, isSet, type Path } from '../../../documents';
import { isOfTheChart } from '../../collector/of-the-chart';
import type { CollectorRule, Problem } from '../../rule';

export const fieldsAreNotRemoved: CollectorRule = {
  id: 'TV-5',
  title: 'No field is used that the release has removed or moved',
  severity: 'error',
  why: 'The collector decodes its configuration strictly: a field that is gone stops the start.',
  fix: 'Write the setting in its new place, or remove it.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  service:
    telemetry:
-     metrics: {address: "0.0.0.0:8888"}
+     metrics:
+       readers: [{pull: {exporter: {prometheus: {host: 0.0.0.0, port: 8888}}}}]
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    const address = ['service', 'telemetry', 'metrics', 'address'];
    if (!isOfTheChart(subject, address)) yield* movedAddress(subject.config.service, subject.version);
    for (const component of read(subject).components) {
      for (const { at: keys, gone, instead } of movedFieldsOf(component.class, component.type)) {
        if (at(component.body, keys) === undefined || !isAtLeast(subject.version, gone)) continue;
        const path: Path = [...component.path, ...keys];
        if (isOfTheChart(subject, path)) continue;
        yield { message: `${notation(path)} is gone since release ${gone}.`, path, fix: instead };
      }
    }
  },
};

/** Ignored from 0.123 on, unknown from 0.128 on; readers exist since 0.111. */
function* movedAddress(service: Data | undefined, version: string | undefined): Generator<Problem> {
  const address = field(at(service, ['telemetry', 'metrics']), 'address');
  if (!isSet(address) || isOlder(version, '0.111.0')) return;
  const path = ['service', 'telemetry', 'metrics', 'address'];
  const isGone = isAtLeast(version, '0.128.0');
  yield {
    message: `${notation(path)} is ${isGone ? 'gone' : 'deprecated'}: the address of the own metrics stands in readers.`,
    path,
    fix: 'Write readers: [{pull: {exporter: {prometheus: {host: …, port: 8888}}}}].',
    ...(isGone ? {} : { severity: 'warning' }),
  };
}
