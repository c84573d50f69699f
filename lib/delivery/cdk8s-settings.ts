import { field, readYaml } from '../documents';
import { textOfFile } from './plain-file';

/** What a file of settings says, or why nothing can be read. */
export type Setting = { readonly value?: string } | { readonly fault: 'missing' | string };

/**
 * One setting of `cdk8s.yaml`, the file of cdk8s' command line (`app`, `output`).
 *
 * @param file its path
 * @param key name of the setting at the top of the file
 * @returns its text; no `value` where it is not set or no text; `fault` where the file is missing or no YAML
 */
export function cdk8sSetting(file: string, key: string): Setting {
  const text = textOfFile(file);
  if (text === undefined) return { fault: 'missing' };
  const { documents, problems } = readYaml(file, text);
  const [problem] = problems;
  if (problem !== undefined) return { fault: problem.message };
  const value = field(documents[0]?.data, key);
  return typeof value === 'string' && value !== '' ? { value } : {};
}
