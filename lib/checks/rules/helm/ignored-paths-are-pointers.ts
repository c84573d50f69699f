import { anyOf, helmReleases, kustomizations } from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

const kinds = anyOf(helmReleases, kustomizations);

export const ignoredPathsArePointers = ruleOfEach({
  each: kinds,
  id: 'FX-17',
  title: 'Paths that drift detection ignores are JSON Pointers',
  severity: 'error',
  why: 'The controller cannot read the rule, and the release fails.',
  fix: 'Begin with a slash and write ~1 for a slash in a key; an empty text means the whole object.',
  example: `${chartRelease('cert-manager')}
-   driftDetection: {mode: enabled, ignore: [{paths: [spec.replicas]}]}
+   driftDetection: {mode: enabled, ignore: [{paths: [/spec/replicas]}]}
${chartRepository}
`,
  *check({ subject: { kind, name }, spec }) {
    const ignored = 'ignore' in spec ? spec.ignore : spec.driftDetection.ignore;
    for (const at of ignored.flatMap(({ paths }) => paths)) {
      const path = at.value ?? '';
      if (path === '' || (path.startsWith('/') && !/~(?![01])/.test(path))) continue;
      yield { message: `"${path}" of ${kind} ${name} is not a JSON Pointer.`, at };
    }
  },
});
