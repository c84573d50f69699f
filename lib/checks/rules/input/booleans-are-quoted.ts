import { referringRelease } from '../../frames';
import { inputRule } from '../../rule';

export const booleansAreQuoted = inputRule({
  id: 'YM-1',
  title: 'Words that YAML 1.1 takes for booleans are quoted',
  severity: 'warning',
  why: 'kubectl and Helm read `yes`, `no`, `on`, `off`, `y` and `n` as true or false; kustomize, and so Flux, and the collector read them as text.',
  fix: 'Write `true` or `false`, or quote the word.',
  example: `${referringRelease}
-   values: {answer: yes}
+   values: {answer: "yes"}
`,
});
