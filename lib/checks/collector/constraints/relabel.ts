import { field, isEmpty, isMap, isOpen, isSet, knownText, ownValue } from '../../../documents';
import { alike, all, type Constraint, each, fields, goRegexp, oneOfAnyCase, refused } from '../constraint';

const actions =
  'replace keep drop keepequal dropequal hashmod labelmap labeldrop labelkeep lowercase uppercase'.split(' ');
const withTarget = new Set(['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal']);

/** Fields that an action refuses, unless they hold what they hold by default. */
const onlyRegex = ['source_labels', 'target_label', 'modulus', 'separator', 'replacement'];
const onlyLabels = ['regex', 'modulus', 'separator', 'replacement'];
const foreign: { readonly [action: string]: readonly string[] } = {
  labeldrop: onlyRegex,
  labelkeep: onlyRegex,
  keepequal: onlyLabels,
  dropequal: onlyLabels,
};
const usual: { readonly [name: string]: string } = { regex: '(.*)', separator: ';', replacement: '$1' };

/** A rule that is written is written out. */
const notNull = refused((value) => value === null, 'is empty');

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
    else if (action === 'hashmod' && item.modulus === 0)
      yield { path: [...path, 'modulus'], message: 'must not be 0 for hashmod' };
    for (const name of ownValue(foreign, action) ?? []) {
      const value = item[name];
      // The collector turns `$$` into `$` before Prometheus reads it.
      const said = typeof value === 'string' ? value.replaceAll('$$', '$') : value;
      if (isEmpty(value) || isOpen(value) || said === usual[name]) continue;
      yield { path: [...path, name], message: `does not go with ${action}`, fix: `Remove "${name}".` };
    }
  },
  fields({ action: oneOfAnyCase(...actions), regex: goRegexp }),
);

/** The relabel rules of a scrape job. */
export const relabelRules = alike(['relabel_configs', 'metric_relabel_configs'], each(all(notNull, rule)));
