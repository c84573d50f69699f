import { notation, read, runningComponents } from '../../../collector/effective';
import { type CollectorSubject, configOf } from '../../../platform';
import { nested } from '../../collector/release-patch';
import type { CollectorRule, Problem } from '../../rule';

const everything = new Set(['(.*)', '.*', '^.*$', '^(.*)$', '.+', '(.+)', '^.+$', '^(.+)$']);

export const podMetadataIsChosen: CollectorRule = {
  id: 'XR-47',
  title: 'k8s_attributes copies labels and annotations that somebody chose',
  severity: 'advice',
  why: 'Every label and annotation of every pod becomes an attribute of every span: cost, and whatever others write there.',
  fix: 'Name the keys that are wanted under extract.labels and extract.annotations.',
  appliesTo: 'collector',
  example: `  receivers: {otlp: {protocols: {grpc: {}}}}
- processors: {k8s_attributes: {extract: {annotations: [{tag_name: "$$1", key_regex: "(.*)", from: pod}]}}}
+ processors: {k8s_attributes: {extract: {annotations: [{tag_name: team, key: example.com/team, from: pod}]}}}
  exporters: {debug: {}}
  service: {pipelines: {traces: {receivers: [otlp], processors: [k8s_attributes], exporters: [debug]}}}
`,
  *check(subject) {
    for (const { class: own, type, path } of runningComponents(read(subject))) {
      if (own !== 'processor' || type !== 'k8s_attributes') continue;
      for (const key of ['labels', 'annotations']) {
        const rules = configOf(subject).at(...path, 'extract', key).items;
        const place = rules.find((rule) => everything.has(rule.at('key_regex').shown));
        if (place === undefined) continue;
        yield {
          message: `${notation(path)} copies all ${key} of the pods onto the data.`,
          path: place.path,
          ...(subject.isWritten(place.path) ? {} : presetOff(subject, key)),
        };
      }
    }
  },
};

/** What the preset copies is switched off at the preset. */
function presetOff({ helm }: CollectorSubject, key: string): Pick<Problem, 'patch'> {
  const name = key === 'labels' ? 'extractAllPodLabels' : 'extractAllPodAnnotations';
  return helm === undefined
    ? {}
    : { patch: { write: nested(['presets', 'kubernetesAttributes', name], false) } };
}
