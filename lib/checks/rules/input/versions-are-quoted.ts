import { referringRelease } from '../../frames';
import { inputRule } from '../../rule';

export const versionsAreQuoted = inputRule({
  id: 'YM-2',
  title: 'Versions and tags are quoted where they look like numbers',
  severity: 'warning',
  why: 'A plain `1.10` is the number 1.1, so that another version is taken than the one that is written.',
  fix: 'Quote it: `"1.10"`.',
  example: `${referringRelease}
-   values: {image: {tag: 1.10}}
+   values: {image: {tag: "1.10"}}
`,
});
