import { constructValues, parseLeniently } from '../documents';
import type { Data } from './data';

/** Text as Helm reads it; undefined where it is no YAML. */
export function readHelmYaml(text: string): Data | undefined {
  try {
    const parsed = parseLeniently(text);
    const documents = constructValues(parsed.text, parsed.events, 'helm', true);
    return documents.length > 1 ? undefined : (documents[0] ?? null);
  } catch {
    return undefined;
  }
}
