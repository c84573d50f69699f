import {
  type CollectorSubject,
  operatedCollectors,
  type Place,
  prometheusReceivers,
  runsSeveral,
} from '../../../platform';
import { operatedCollector } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const scrapingIsSharded = ruleOfCollector({
  each: prometheusReceivers,
  id: 'XR-10',
  title: 'Several replicas divide the targets of the prometheus receiver among them',
  severity: 'warning',
  why: 'Every replica scrapes every target, so each sample arrives as often as there are replicas.',
  fix: 'Use the target allocator, a hashmod relabelling by shard, or one replica.',
  example: `${operatedCollector('scraper')}
    replicas: 2
    config:
-     receivers: {prometheus: {config: {scrape_configs: [{job_name: bank, static_configs: [{targets: ["bank.example.com:9090"]}]}]}}}
+     receivers: {prometheus: {config: {scrape_configs: [{job_name: self, static_configs: [{targets: ["\${env:MY_POD_IP:-127.0.0.1}:8888"]}]}]}}}
      exporters: {debug: {}}
      service: {pipelines: {metrics: {receivers: [prometheus], exporters: [debug]}}}
`,
  *check({ place, settings, isRunning }, collector) {
    if (!isRunning || runsSeveral(collector) !== true || usesAllocator(collector)) return;
    const shared = settings.config.scrape_configs.filter(isShared);
    if (settings.target_allocator.isSet || shared.length === 0) return;
    const jobs = shared.map((job) => job.at('job_name').shown).join(', ');
    yield problemAt(place, `scrapes ${jobs} from every pod of ${collector.title}`);
  },
});

function usesAllocator({ object }: CollectorSubject): boolean {
  return object !== undefined && operatedCollectors.of(object).spec.targetAllocator.enabled.value === true;
}

/** Whether the targets of a job are the same for every pod: neither its own, nor its node's, nor a shard's. */
function isShared(job: Place): boolean {
  const text = JSON.stringify(job.data) ?? '';
  if (text.includes('hashmod') || text.includes('spec.nodeName') || /\$\{|NODE_NAME|NODE_IP/.test(text))
    return false;
  const targets = job.at('static_configs').items.flatMap((group) => group.at('targets').items);
  const own = targets.every(({ text: target = '' }) =>
    /^(?:localhost|127\.|0\.0\.0\.0|\[::1?\])/.test(target),
  );
  const discovers = job.keys.some((key) => key.endsWith('_sd_configs'));
  return discovers || (targets.length > 0 && !own);
}
