import { read } from '../../../collector/effective';
import { didYouMean } from '../../../documents';
import { type ComponentView, components, configOf, type Place, runsSeveral } from '../../../platform';
import { type CollectorRule, problemAt } from '../../rule';

export const jaegerV2IsConfiguredWhole: CollectorRule = {
  id: 'JG-20',
  title: 'A configuration of Jaeger v2 declares the storages it names, and enables them',
  severity: 'error',
  why: 'Validation passes, and Jaeger stops at its start: the storage is not declared.',
  fix: 'Declare the storage under jaeger_storage.backends, and list jaeger_storage and jaeger_query in service.extensions.',
  example: `  receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
- exporters: {jaeger_storage_exporter: {trace_storage: mian}}
+ exporters: {jaeger_storage_exporter: {trace_storage: main}}
  extensions:
    jaeger_storage: {backends: {main: {memory: {max_traces: 10000}}}}
    jaeger_query: {storage: {traces: main}}
  service:
    extensions: [jaeger_storage, jaeger_query]
    pipelines: {traces: {receivers: [otlp], exporters: [jaeger_storage_exporter]}}
`,
  appliesTo: 'collector',
  *check(collector) {
    const all = components(collector);
    const storage = all.find(({ class: own, type }) => own === 'extension' && type === 'jaeger_storage');
    const users = all.filter(({ type }) => type === 'jaeger_storage_exporter' || type === 'jaeger_query');
    const backends = storage?.place.at('backends');
    const declared = backends?.keys ?? [];
    // What a variable holds may declare them all.
    for (const user of storage?.place.isOpen || backends?.isOpen ? [] : users) {
      for (const at of storagesNamed(user)) {
        const name = at.text;
        if (name === undefined || name.includes('$') || declared.includes(name)) continue;
        yield {
          message: `${user.place} stores in "${name}", which jaeger_storage does not declare${didYouMean(name, declared)}.`,
          at,
        };
      }
    }
    // An extension that is defined and not listed has a rule of its own; here it is needed.
    const isNeeded = users.some(({ class: own }) => own === 'exporter') && !read(collector).open;
    if (storage !== undefined && !collector.enabledExtensions.includes(storage.id) && isNeeded)
      yield {
        message: 'jaeger_storage is not listed in service.extensions, but an exporter stores in it.',
        at: configOf(collector).at('service', 'extensions'),
      };
    if (runsSeveral(collector) !== true) return;
    for (const [, backend] of backends?.entries ?? []) {
      if (backend.at('memory').isSet || backend.at('badger').isSet)
        yield problemAt(backend, 'keeps traces in each of several pods, so none has all of them', {
          severity: 'warning',
        });
    }
  },
};

function storagesNamed({ place }: ComponentView): readonly Place[] {
  return [place.at('trace_storage'), place.at('storage', 'traces'), place.at('storage', 'traces_archive')];
}
