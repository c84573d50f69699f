import { at, type Data, field, items } from '../../../documents';
import { releaseExample } from '../../resources/examples';
import type { ObjectRule } from '../../rule';

export const ignoredPathsArePointers: ObjectRule = {
  id: 'FX-17',
  title: 'Paths that drift detection ignores are JSON Pointers',
  severity: 'error',
  why: 'The controller cannot read the rule, and the release fails.',
  fix: 'Begin with a slash and write ~1 for a slash in a key; an empty text means the whole object.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease', 'kustomize.toolkit.fluxcd.io/Kustomization'],
  bad: releaseExample(['driftDetection: {mode: enabled, ignore: [{paths: [spec.replicas]}]}']),
  good: releaseExample(['driftDetection: {mode: enabled, ignore: [{paths: [/spec/replicas]}]}']),
  *check({ object, kind, name }) {
    const base = kind === 'HelmRelease' ? ['spec', 'driftDetection', 'ignore'] : ['spec', 'ignore'];
    for (const [index, entry] of items(at(object as Data, base)).entries()) {
      for (const [number, path] of items(field(entry, 'paths')).entries()) {
        if (typeof path !== 'string' || path === '' || (path.startsWith('/') && !/~(?![01])/.test(path)))
          continue;
        yield {
          message: `"${path}" of ${kind} ${name} is no JSON Pointer.`,
          path: [...base, index, 'paths', number],
        };
      }
    }
  },
};
