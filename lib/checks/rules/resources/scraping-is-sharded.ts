import { notation, read, runningComponents } from '../../../collector/effective';
import { at, type Data, field, isSet, items, words } from '../../../documents';
import { type CollectorSubject, runsSeveral } from '../../../platform';
import type { CollectorRule } from '../../rule';

export const scrapingIsSharded: CollectorRule = {
  id: 'XR-10',
  title: 'Several replicas divide the targets of the prometheus receiver among them',
  severity: 'warning',
  why: 'Every replica scrapes every target, so each sample arrives as often as there are replicas.',
  fix: 'Use the target allocator, a hashmod relabelling by shard, or one replica.',
  appliesTo: 'collector',
  example: `  apiVersion: opentelemetry.io/v1beta1
  kind: OpenTelemetryCollector
  metadata: {name: scraper, namespace: observability}
  spec:
    replicas: 2
    config:
-     receivers: {prometheus: {config: {scrape_configs: [{job_name: bank, static_configs: [{targets: ["bank.example.com:9090"]}]}]}}}
+     receivers: {prometheus: {config: {scrape_configs: [{job_name: self, static_configs: [{targets: ["\${env:MY_POD_IP:-127.0.0.1}:8888"]}]}]}}}
      exporters: {debug: {}}
      service: {pipelines: {metrics: {receivers: [prometheus], exporters: [debug]}}}
`,
  *check(subject) {
    if (runsSeveral(subject) !== true || usesAllocator(subject)) return;
    for (const { class: componentClass, type, body, path } of runningComponents(read(subject))) {
      if (componentClass !== 'receiver' || type !== 'prometheus' || isSet(field(body, 'target_allocator')))
        continue;
      const shared = items(at(body, ['config', 'scrape_configs'])).filter(isShared);
      if (shared.length === 0) continue;
      const jobs = shared.map((job) => words(field(job, 'job_name'))).join(', ');
      yield { message: `${notation(path)} scrapes ${jobs} from every pod of ${subject.title}.`, path };
    }
  },
};

function usesAllocator({ object }: CollectorSubject): boolean {
  return at(object?.object, ['spec', 'targetAllocator', 'enabled']) === true;
}

/** Whether the targets of a job are the same for every pod: neither its own, nor its node's, nor a shard's. */
function isShared(job: Data): boolean {
  const text = JSON.stringify(job) ?? '';
  if (text.includes('hashmod') || text.includes('spec.nodeName') || /\$\{|NODE_NAME|NODE_IP/.test(text))
    return false;
  const targets = items(field(job, 'static_configs')).flatMap((group) => items(field(group, 'targets')));
  const own = targets.every(
    (target) => typeof target === 'string' && /^(?:localhost|127\.|0\.0\.0\.0|\[::1?\])/.test(target),
  );
  const discovers = Object.keys(Object(job)).some((key) => key.endsWith('_sd_configs'));
  return discovers || (targets.length > 0 && !own);
}
