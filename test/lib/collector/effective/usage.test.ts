import { read, unusedComponents } from '../../../../lib/collector/effective';
import { subjectOf } from '../../checks/rules/collector/judge';

const unused = (service: string) =>
  unusedComponents(
    read(
      subjectOf(
        `receivers: {otlp: {}, zipkin: {}}\nexporters: {debug: {}}\nextensions: {pprof: {}}\nservice: ${service}\n`,
      ),
    ),
  ).map(({ id }) => id);

test('components that no pipeline names, extensions aside', () => {
  expect(unused('{pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}')).toEqual(['zipkin']);
  expect(unused('{pipelines: {traces: {receivers: [otlp, zipkin], exporters: [debug]}}}')).toEqual([]);
});

test('one that a mistyped reference means is not among them', () => {
  expect(unused('{pipelines: {traces: {receivers: [otlp, zipkn], exporters: [debug]}}}')).toEqual([]);
});

test('none where there are no pipelines, or not all are known', () => {
  expect(unused('{pipelines: {}}')).toEqual([]);
  expect(unused('"${file:service.yaml}"')).toEqual([]);
});
