import { PublishUsage } from './refused';

/** Labels by name. */
export type Labels = { readonly [name: string]: string };

/** One condition of a selector. */
export interface Requirement {
  readonly key: string;
  /** `in` and `notin` as in Kubernetes: an absent label is in no set, and so `notin` holds. */
  readonly operator: 'in' | 'notin' | 'exists' | 'missing';
  readonly values: readonly string[];
}

const name = '[A-Za-z0-9](?:[A-Za-z0-9_./-]*[A-Za-z0-9])?';
const forms: readonly [RegExp, (found: RegExpExecArray) => Requirement][] = [
  [
    RegExp(`^(${name})\\s*==?\\s*(${name})$`),
    ([, key = '', value = '']) => ({ key, operator: 'in', values: [value] }),
  ],
  [
    RegExp(`^(${name})\\s*!=\\s*(${name})$`),
    ([, key = '', value = '']) => ({ key, operator: 'notin', values: [value] }),
  ],
  [
    RegExp(`^(${name})\\s+in\\s*\\(([^()]*)\\)$`),
    ([, key = '', set = '']) => ({ key, operator: 'in', values: valuesOf(set) }),
  ],
  [
    RegExp(`^(${name})\\s+notin\\s*\\(([^()]*)\\)$`),
    ([, key = '', set = '']) => ({ key, operator: 'notin', values: valuesOf(set) }),
  ],
  [RegExp(`^!\\s*(${name})$`), ([, key = '']) => ({ key, operator: 'missing', values: [] })],
  [RegExp(`^(${name})$`), ([, key = '']) => ({ key, operator: 'exists', values: [] })],
];

function valuesOf(set: string): string[] {
  return set.split(',').map((value) => value.trim());
}

/**
 * Reads a selector in the notation of `kubectl get --selector`: conditions joined by commas, all of which hold.
 * @throws PublishUsage where it is none
 */
export function parseSelector(text: string): readonly Requirement[] {
  return text.split(/,(?![^(]*\))/).map((part) => {
    for (const [form, requirement] of forms) {
      const found = form.exec(part.trim());
      if (found !== null) return requirement(found);
    }
    throw new PublishUsage(
      `--select ${text}: "${part.trim()}" is not a condition: write region=eu, wave!=canary, region in (eu, us), wave or !wave, with commas between them`,
    );
  });
}

/** Whether labels meet all conditions. */
export function selects(requirements: readonly Requirement[], labels: Labels): boolean {
  return requirements.every((requirement) => meets(requirement, labels[requirement.key]));
}

function meets({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'in':
      return value !== undefined && values.includes(value);
    case 'notin':
      return value === undefined || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case 'missing':
      return value === undefined;
  }
}
