import { isReleaseName, longestReleaseName } from '../../../documents';
import {
  anyOf,
  type HelmRelease,
  helmReleases,
  kustomizations,
  namespaces,
  type TreeSubject,
} from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import { unknownName } from '../../reference';
import { type Problem, ruleOfEach } from '../../rule';

const kinds = anyOf(helmReleases, kustomizations);

export const releaseNamesAreLegal = ruleOfEach({
  each: kinds,
  id: 'HF-13',
  title: 'Names of releases are legal, and the namespace they go to exists',
  severity: 'error',
  why: 'Helm refuses the name, or the install fails because the namespace is not there.',
  fix: `Use at most ${longestReleaseName} lower-case letters, digits and dashes; add the Namespace, or install.createNamespace.`,
  example: `${chartRelease('cert-manager')}
-   releaseName: Cert-Manager
+   releaseName: cert-manager
${chartRepository}
`,
  *check(view, tree) {
    const { subject, name, metadata } = view;
    if ('releaseName' in view.spec) yield* problemsOf(tree, helmReleases.of(subject));
    if (name.length <= 63) return;
    yield {
      message: `The name of ${subject.kind} ${name} has ${name.length} characters; as a label of everything it applies it may have 63.`,
      at: metadata.name,
      severity: 'warning',
    };
  },
});

function* problemsOf(tree: TreeSubject, { name, spec }: HelmRelease): Generator<Problem> {
  const { releaseName, targetNamespace, install } = spec;
  if (releaseName.known !== undefined && !isReleaseName(releaseName.known))
    yield { message: `"${releaseName.known}" is not a legal name of a release.`, at: releaseName };
  const target = targetNamespace.value;
  const { own, lacks } = namespaces(tree);
  if (!tree.complete || target === undefined || install.createNamespace.value === true) return;
  if (!lacks(target)) return;
  const says = `HelmRelease ${name} installs into namespace ${target}`;
  yield unknownName({ from: targetNamespace, among: [...own], says, fault: 'which nothing makes' });
}
