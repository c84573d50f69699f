import { read } from '../../../collector/effective';
import { didYouMean, ownValue } from '../../../documents';
import { type ComponentView, components, configOf, type Place, runsSeveral } from '../../../platform';
import { type CollectorRule, type Problem, problemAt } from '../../rule';

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
    const users = all.filter((each) => each.isRunning && storagesNamed(each).length > 0);
    for (const user of storage?.place.isOpen ? [] : users) yield* undeclared(user, storage?.place);
    const isEnabled = storage === undefined || collector.enabledExtensions.includes(storage.id);
    const [needing] = users;
    // An extension that is defined and not listed has a rule of its own; here it is needed.
    if (!isEnabled && needing !== undefined && !read(collector).open)
      yield {
        message: `jaeger_storage is not listed in service.extensions, but ${needing.place} stores in it.`,
        at: configOf(collector).at('service', 'extensions'),
      };
    if (runsSeveral(collector) !== true) return;
    for (const [, backend] of storage?.place.at('backends').entries ?? []) {
      if (backend.at('memory').isSet || backend.at('badger').isSet)
        yield problemAt(backend, 'keeps traces in each of several pods, so none has all of them', {
          severity: 'warning',
        });
    }
  },
};

/** Where components of Jaeger v2 (2.20) name a storage. */
const naming: { readonly [component: string]: readonly (readonly string[])[] } = {
  'exporter/jaeger_storage_exporter': [['trace_storage']],
  'extension/jaeger_query': [
    ['storage', 'traces'],
    ['storage', 'traces_archive'],
    ['storage', 'metrics'],
  ],
  'extension/remote_sampling': [['adaptive', 'sampling_store']],
  'extension/remote_storage': [['storage']],
};

function storagesNamed({ class: own, type, place }: ComponentView): readonly Place[] {
  const places = (ownValue(naming, `${own}/${type}`) ?? []).map((steps) => place.at(...steps));
  return places.filter(({ text }) => text !== undefined && text !== '' && !text.includes('$'));
}

/** What a variable holds may declare them all. */
function* undeclared(user: ComponentView, storage: Place | undefined): Generator<Problem> {
  for (const at of storagesNamed(user)) {
    const group = storage?.at(at.key === 'metrics' ? 'metric_backends' : 'backends');
    const [name = '', declared = []] = [at.text, group?.keys];
    if (!declared.includes(name) && !group?.isOpen)
      yield {
        message: `${user.place} stores in "${name}", which jaeger_storage does not declare${didYouMean(name, declared)}.`,
        at,
      };
  }
}
