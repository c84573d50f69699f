import { addTo, type Data, type DataMap, entries, field, isMap, items, shown } from '../documents';
import type { Place } from './views';

/** Labels of a pod or a namespace. */
export type Labels = { readonly [key: string]: string };

/** A map of text values: numbers and booleans are taken as text, anything else is left out. */
export function labelsOf(data: Data | undefined): Labels {
  const labels: { [key: string]: string } = Object.create(null) as { [key: string]: string };
  for (const [key, value] of entries(data)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      labels[key] = shown(value);
    }
  }
  return labels;
}

/** One condition on a label. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** Conditions of a LabelSelector; an empty list matches everything. */
export function requirementsOf(selector: Data | undefined): readonly Requirement[] {
  const equal = Object.entries(labelsOf(field(selector, 'matchLabels'))).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [value],
  }));
  const expressions = items(field(selector, 'matchExpressions'))
    .filter(isMap)
    .map((expression: DataMap) => ({
      key: shown(expression.key ?? ''),
      operator: shown(expression.operator ?? ''),
      values: items(expression.values).map(shown),
    }));
  return [...equal, ...expressions];
}

/** Conditions of a Service's `spec.selector`. */
export function requirementsOfMap(selector: Data | undefined): readonly Requirement[] {
  return requirementsOf({ matchLabels: labelsOf(selector) });
}

/** Whether labels satisfy every condition. */
export function matches(requirements: readonly Requirement[], labels: Labels): boolean {
  return requirements.every(({ key, operator, values }) => {
    const value = labels[key];
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        return false;
    }
  });
}

/** Things with labels, found by conditions without looking at each of them. */
export class LabelIndex<Item extends { readonly labels: Labels }> {
  readonly #byLabel = new Map<string, Item[]>();

  constructor(readonly items: readonly Item[]) {
    for (const item of items) {
      for (const [key, value] of Object.entries(item.labels)) {
        addTo(this.#byLabel, `${key}=${value}`, item);
      }
    }
  }

  /** Items whose labels satisfy every condition, in their order. */
  select(requirements: readonly Requirement[]): readonly Item[] {
    let candidates: readonly Item[] = this.items;
    for (const { key, operator, values } of requirements) {
      const [value] = values;
      if (operator !== 'In' || values.length !== 1 || value === undefined) continue;
      const bucket = this.#byLabel.get(`${key}=${value}`) ?? [];
      if (bucket.length < candidates.length) candidates = bucket;
    }
    return candidates.filter(({ labels }) => matches(requirements, labels));
  }
}

/** Where a selector asks for labels: the one label, or all of them. */
export function labelPlace(selector: Place): Place {
  const labels = selector.at('matchLabels');
  if (labels.keys.length === 0) return selector;
  return labels.keys.length === 1 ? labels.at(...labels.keys) : labels;
}
