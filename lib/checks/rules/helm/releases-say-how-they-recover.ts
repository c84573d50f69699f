import { at, type Data, field, isMap, type Path } from '../../../documents';
import { isCollectorRelease } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const releasesSayHowTheyRecover: ObjectRule = {
  id: 'HF-12',
  title: 'A HelmRelease sets its recovery, timeout, CRD policy and drift detection',
  severity: 'warning',
  habit: true,
  why: 'By default one failed attempt leaves the release stuck, documented and real CRD policy differ, and manual changes stay.',
  fix: 'Set install and upgrade strategy or retries, timeout, both crds fields and driftDetection.mode.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec: # ←
    interval: 30m
    chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
    releaseName: cert-manager
    timeout: 10m
    install: {crds: CreateReplace, strategy: {name: RetryOnFailure}}
+   upgrade: {crds: CreateReplace, strategy: {name: RetryOnFailure}}
    driftDetection: {mode: enabled}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(subject) {
    const { object, name } = subject;
    const spec = object.spec;
    if (!isMap(spec) || spec.suspend === true) return;
    // The collector's chart brings no definitions.
    const brings = !isCollectorRelease(subject);
    const missing: Gap[] = (['install', 'upgrade'] as const).flatMap((action) => [
      ...judgeAction(spec, action, brings),
    ]);
    if (spec.timeout === undefined) missing.push({ what: 'sets no timeout', path: ['spec', 'timeout'] });
    const mode = at(spec, ['driftDetection', 'mode']);
    if (mode === undefined || mode === 'disabled') {
      const place = field(spec, 'driftDetection') === undefined ? [] : ['mode'];
      missing.push({ what: 'does not detect drift', path: ['spec', 'driftDetection', ...place] });
    }
    const [first] = missing;
    if (first === undefined) return;
    yield {
      message: `HelmRelease ${name} ${missing.map(({ what }) => what).join(', ')}.`,
      path: first.path,
      // A release that recovers works; the rest is worth saying.
      ...(missing.some(({ isFatal }) => isFatal === true) ? {} : { severity: 'advice' as const }),
    };
  },
};

/** Something that a release leaves to defaults. */
interface Gap {
  readonly what: string;
  readonly path: Path;
  /** True where one failure is the end. */
  readonly isFatal?: true;
}

function* judgeAction(spec: Data, action: 'install' | 'upgrade', bringsDefinitions: boolean): Generator<Gap> {
  const own = field(spec, action);
  const retries = at(own, ['remediation', 'retries']);
  const strategy = at(own, ['strategy', 'name']);
  // A strategy that does not exist is refused by the API server.
  if (typeof strategy === 'string' && strategy !== 'RetryOnFailure' && strategy !== 'RemediateOnFailure')
    return;
  const recovers = strategy === 'RetryOnFailure' || (typeof retries === 'number' && retries !== 0);
  if (!recovers) {
    const place = isMap(field(own, 'strategy'))
      ? ['strategy', 'name']
      : isMap(field(own, 'remediation'))
        ? ['remediation', 'retries']
        : [];
    yield { what: `gives up after one failed ${action}`, path: ['spec', action, ...place], isFatal: true };
  }
  if (bringsDefinitions && field(own, 'crds') === undefined) {
    yield {
      what: `does not say what becomes of definitions on ${action}`,
      path: ['spec', action, 'crds'],
    };
  }
}
