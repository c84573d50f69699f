import type { Requirement } from '../../platform';
import { PublishUsage } from './refused';

const name = '[A-Za-z0-9](?:[A-Za-z0-9_./-]*[A-Za-z0-9])?';
const forms: readonly [RegExp, (found: RegExpExecArray) => Requirement][] = [
  [
    RegExp(`^(${name})\\s*==?\\s*(${name})$`),
    ([, key = '', value = '']) => ({ key, operator: 'In', values: [value] }),
  ],
  [
    RegExp(`^(${name})\\s*!=\\s*(${name})$`),
    ([, key = '', value = '']) => ({ key, operator: 'NotIn', values: [value] }),
  ],
  [
    RegExp(`^(${name})\\s+in\\s*\\(([^()]*)\\)$`),
    ([, key = '', set = '']) => ({ key, operator: 'In', values: valuesOf(set) }),
  ],
  [
    RegExp(`^(${name})\\s+notin\\s*\\(([^()]*)\\)$`),
    ([, key = '', set = '']) => ({ key, operator: 'NotIn', values: valuesOf(set) }),
  ],
  [RegExp(`^!\\s*(${name})$`), ([, key = '']) => ({ key, operator: 'DoesNotExist', values: [] })],
  [RegExp(`^(${name})$`), ([, key = '']) => ({ key, operator: 'Exists', values: [] })],
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
