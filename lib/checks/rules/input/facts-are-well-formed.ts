import { inputRule } from '../../rule';

export const factsAreWellFormed = inputRule({
  id: 'IN-6',
  title: 'The facts of an environment are well formed',
  severity: 'warning',
  why: 'What is not understood is not taken into account: things that live elsewhere will be reported as missing.',
  fix: 'Run synth again, which writes this file, or correct the entry: `environment`, `external` with `kind` and `name` (`host` for a Host), `suppressions` with `rule` and `reason`.',
  example: `  # file: review/environment.yaml
  environment: develop
  external:
-   - kind: Sekret
+   - kind: Secret
      name: jaeger
`,
});
