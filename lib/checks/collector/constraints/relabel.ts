import { field, isMap, isOpen, isSet, knownText } from '../../../documents';
import { all, type Constraint, each, fields, goRegexp, isEmpty, oneOfAnyCase } from '../constraint';

const actions =
  'replace keep drop keepequal dropequal hashmod labelmap labeldrop labelkeep lowercase uppercase'.split(' ');
const withTarget = new Set(['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal']);

/** One relabel rule of Prometheus, as its own decoder judges it. Groups in `${…}` are CV-29's. */
const rule: Constraint = all(
  function* (item, path) {
    if (!isMap(item) || isOpen(item.action)) return;
    const action = (knownText(field(item, 'action')) ?? 'replace').toLowerCase();
    if (withTarget.has(action) && isEmpty(field(item, 'target_label'))) {
      yield {
        path: 'target_label' in item ? [...path, 'target_label'] : path,
        message: `needs "target_label" for ${action}`,
      };
    }
    if (action === 'hashmod' && !isSet(field(item, 'modulus')))
      yield { path, message: 'needs "modulus" for hashmod' };
  },
  fields({ action: oneOfAnyCase(...actions), regex: goRegexp }),
);

/** The relabel rules of a scrape job. */
export const relabelRules: Constraint = fields({
  relabel_configs: each(rule),
  metric_relabel_configs: each(rule),
});
