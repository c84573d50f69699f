import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSources, type Finding, ruleCatalog } from '../../../lib/checks';
import { readExample } from '../../../lib/checks/documentation';

/**
 * Everything that a rule says, word for word, at the borders that its example does not show. A file has the id of the rule in its
 * first line; each case is a document after `# case: ` and its name, read like an example, as files of a repository where
 * it says `# built by Flux`, and `# says ` what is found.
 */
interface Case {
  readonly name: string;
  readonly says: readonly string[];
  readonly text: string;
}

const fixes = new Map(ruleCatalog().map(({ id, fix }) => [id, fix]));

function casesOf(text: string): Case[] {
  return text
    .split(/^# case: /m)
    .slice(1)
    .map((part) => ({
      name: part.slice(0, part.indexOf('\n')),
      says: [...part.matchAll(/^# says (.*)$/gm)].map(([, said = '']) => said),
      text: part.slice(part.indexOf('\n') + 1).replace(/^# says .*\n/gm, ''),
    }));
}

function told(id: string, text: string): string[] {
  const { sources, options } = readExample(text);
  const files = new Map(sources.map((source) => [source.name, source.text ?? '']));
  const repositories = /^# built by Flux$/m.test(text)
    ? [{ base: '', files, nameOf: (path: string) => path }]
    : [];
  return checkSources(sources, { ...options, repositories, rules: [id] }).map(inWords);
}

/** `severity place: message → fix ⇒ patch`, the fix where it is not that of the rule. */
function inWords({ rule, severity, construct, path, message, fix, patch }: Finding): string {
  const place = [construct, path].filter((part) => part !== undefined).join(' ');
  const own = fix === fixes.get(rule) ? '' : ` → ${fix}`;
  return `${severity} ${place}: ${message}${own}${patch === undefined ? '' : ` ⇒ ${JSON.stringify(patch)}`}`;
}

/** Puts every case of the files of a folder before the rule of its file. */
export function describeTold(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.yaml'),
  );
  describe.each(files.sort())('%s', (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const [, id = ''] = /^# rule: (\S+)\n/.exec(text) ?? [];
    test.each(casesOf(text).map((each) => [each.name, each] as const))('%s', (_, each) => {
      expect(told(id, each.text)).toEqual(each.says);
    });
  });
}
