import type { Data } from '../data';
import { fail } from '../failure';
import { fullname, labelName, namespaceOf, printed, valueAt } from '../names';
import { unquoted } from '../scalar';
import { elements, text, truthy } from '../template';
import type { ObjectName, Release } from '../version';

/** Text that a template prints without quotes; fails where the document would no longer be YAML. */
export function plainText(printedText: string, at: string): string {
  const read = unquoted(printedText);
  if ('broken' in read)
    return fail(`${at} cannot be printed without quotes: ${read.broken}; write a plain name.`);
  return printedText;
}

/** Metadata that every object of the chart has; fails where a name or label breaks its document. */
export function named(release: Release, kind: string, name: string): ObjectName {
  return {
    kind,
    name: metadata(release, name),
    namespace: plainText(namespaceOf(release), 'namespaceOverride'),
  };
}

export function clusterNamed(release: Release, kind: string, name: string): ObjectName {
  return { kind, name: metadata(release, name) };
}

function metadata(release: Release, name: string): string {
  plainText(labelName(release), 'nameOverride');
  valueAt(release, 'additionalLabels');
  return plainText(name, name === fullname(release) ? 'fullnameOverride or nameOverride' : 'the name');
}

/** Annotations and labels that the chart passes through `tpl`, which takes text only. */
export function templatedTexts(value: Data | undefined, at: string): void {
  if (!truthy(value)) return;
  for (const [key, item] of elements(value, at)) {
    if (typeof key === 'number') fail(`${at} is a list where the chart needs a map: write a map.`);
    if (typeof item !== 'string')
      fail(
        `${at}.${key} is no text, and the chart takes text only there: put ${printed(item) || 'the value'} in quotes.`,
      );
    plainText(String(key), `the key ${key} of ${at}`);
    text(item, `${at}.${key}`);
  }
}
