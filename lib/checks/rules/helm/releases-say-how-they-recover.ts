import { type HelmRelease, helmReleases, isCollectorRelease, type Place } from '../../../platform';
import { chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

export const releasesSayHowTheyRecover = ruleOfEach({
  each: helmReleases,
  id: 'HF-12',
  title: 'A HelmRelease sets its recovery, timeout, CRD policy and drift detection',
  severity: 'warning',
  habit: true,
  why: 'By default one failed attempt leaves the release stuck, documented and real CRD policy differ, and manual changes stay.',
  fix: 'Set install and upgrade strategy or retries, timeout, both crds fields and driftDetection.mode.',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec: # ←
    interval: 30m
    chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
    timeout: 10m
    install: {crds: CreateReplace, strategy: {name: RetryOnFailure}}
+   upgrade: {crds: CreateReplace, strategy: {name: RetryOnFailure}}
    driftDetection: {mode: enabled}
${chartRepository}
`,
  *check(release) {
    const { name, spec } = release;
    if (!spec.place.isMap || spec.suspend.value === true) return;
    const missing = [...gapsOf(release)];
    const [first] = missing;
    if (first === undefined) return;
    yield {
      message: `HelmRelease ${name} ${missing.map(({ what }) => what).join(', ')}.`,
      at: first.at,
      // A release that recovers works; the rest is worth saying.
      severity: missing.some(({ isFatal }) => isFatal) ? undefined : 'advice',
    };
  },
});

/** Something that a release leaves to defaults. */
interface Gap {
  readonly what: string;
  readonly at: Place;
  /** True where one failure is the end. */
  readonly isFatal?: true;
}

function* gapsOf({ subject, spec }: HelmRelease): Generator<Gap> {
  for (const action of [spec.install, spec.upgrade]) yield* gapsOfAction(action, isCollectorRelease(subject));
  if (!spec.timeout.isWritten) yield { what: 'sets no timeout', at: spec.timeout };
  const { mode, place } = spec.driftDetection;
  if (!mode.isWritten || mode.value === 'disabled')
    yield { what: 'does not detect drift', at: place.isWritten ? mode : place };
}

/** @param isCollector the collector's chart brings no definitions */
function* gapsOfAction(action: HelmRelease['spec']['install'], isCollector: boolean): Generator<Gap> {
  const { place, strategy, remediation, crds } = action;
  const { value: name } = strategy.name;
  // A strategy that does not exist is refused by the API server.
  if (name !== undefined && name !== 'RetryOnFailure' && name !== 'RemediateOnFailure') return;
  if (name !== 'RetryOnFailure' && (remediation.retries.value ?? 0) === 0) {
    const at = strategy.place.isMap ? strategy.name : remediation.place.isMap ? remediation.retries : place;
    yield { what: `gives up after one failed ${place.key}`, at, isFatal: true };
  }
  if (!isCollector && !crds.isWritten)
    yield { what: `does not say what becomes of definitions on ${place.key}`, at: crds };
}
