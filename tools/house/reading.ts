import type { Sources } from './imports';

/** Readers of plain data, by path and field, for which a rule has the views of lib/platform instead. */
const readers = /\b(?:at|field|isMap|isList|entries|items|walk)\b/;

/** Rules that read plain data by path and field, one line each; empty where all is well. */
export function readingFaults(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) => {
    const [, rule] = /^lib\/checks\/rules\/(.+)\.ts$/.exec(file) ?? [];
    const [, names = ''] = /import \{([^}]*)\} from '..\/..\/..\/documents';/.exec(text) ?? [];
    return rule !== undefined && readers.test(names)
      ? [`${rule} reads plain data: take a view of lib/platform/views, or add the field to one`]
      : [];
  });
}
