import type { Sources } from './imports';

/** Readers of plain data, by path and field, for which a rule has the views of lib/platform instead. */
const readers = /\b(?:at|field|isMap)\b/;

/**
 * Rules that read plain data all the same. The list only shrinks.
 */
export const readingRules: readonly string[] = [
  'collector/command-fits-the-image',
  'collector/components-obey-their-own-rules',
  'collector/exposed-receivers-are-guarded',
  'collector/image-tag-fits-the-chart',
  'collector/listeners-are-served',
  'collector/node-ports-are-taken-once',
  'collector/references-are-defined',
  'collector/service-ports-have-a-listener',
  'collector/storage-can-be-written',
  'jaeger/jaeger-v2-fields-are-known',
  'jaeger/jaeger-v2-is-configured-whole',
];

/**
 * Rules that read plain data by path and field, and entries of the list that do not.
 *
 * @param listed rules as `folder/file`
 * @returns one line a fault; empty where all is well
 */
export function readingFaults(sources: Sources, listed: readonly string[]): string[] {
  const reading = [...sources].flatMap(([file, text]) => {
    const [, rule] = /^lib\/checks\/rules\/(.+)\.ts$/.exec(file) ?? [];
    const [, names = ''] = /import \{([^}]*)\} from '..\/..\/..\/documents';/.exec(text) ?? [];
    return rule !== undefined && readers.test(names) ? [rule] : [];
  });
  return [
    ...reading
      .filter((rule) => !listed.includes(rule))
      .map((rule) => `${rule} reads plain data: take a view of lib/platform/views, or add the field to one`),
    ...listed
      .filter((rule) => !reading.includes(rule))
      .map((rule) => `${rule} needs no entry in tools/house/reading.ts`),
  ];
}
