import { at, type Data, field, isMap, words } from '../../../documents';
import type { ObjectRule, Problem } from '../../rule';

export const recoveryFieldsFitTheStrategy: ObjectRule = {
  id: 'FX-6',
  title: 'retryInterval goes with RetryOnFailure, and fields of recovery have their types',
  severity: 'error',
  why: 'The API server refuses the HelmRelease, and Flux applies nothing beside it.',
  fix: 'Remove retryInterval, or write strategy RetryOnFailure; remediation.strategy is rollback or uninstall, of upgrade only.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
-   install: {strategy: {name: RemediateOnFailure, retryInterval: 5m}}
+   install: {strategy: {name: RetryOnFailure, retryInterval: 5m}}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check({ object, name }) {
    for (const action of ['install', 'upgrade'] as const) {
      const own = at(object, ['spec', action]);
      const strategy = field(own, 'strategy');
      if (isMap(strategy) && strategy.retryInterval !== undefined && strategy.name === 'RemediateOnFailure') {
        yield {
          message: `${action} of HelmRelease ${name} sets retryInterval under RemediateOnFailure.`,
          path: ['spec', action, 'strategy'],
        };
      }
      yield* judgeTypes(own, action, name);
    }
  },
};

function* judgeTypes(own: Data | undefined, action: 'install' | 'upgrade', name: string): Generator<Problem> {
  const remedy = at(own, ['remediation', 'strategy']);
  const path = ['spec', action, 'remediation', 'strategy'];
  if (remedy !== undefined && action === 'install') {
    yield { message: `install.remediation of HelmRelease ${name} has no strategy.`, path };
  } else if (remedy !== undefined && remedy !== 'rollback' && remedy !== 'uninstall') {
    yield { message: `upgrade.remediation.strategy of HelmRelease ${name} is ${words(remedy)}.`, path };
  }
  const apply = field(own, 'serverSideApply');
  const place = ['spec', action, 'serverSideApply'];
  if (action === 'install' && typeof apply === 'string') {
    yield {
      message: `install.serverSideApply of HelmRelease ${name} is a text.`,
      path: place,
      fix: 'Write true or false.',
    };
  } else if (action === 'upgrade' && typeof apply === 'boolean') {
    yield {
      message: `upgrade.serverSideApply of HelmRelease ${name} is a boolean.`,
      path: place,
      fix: 'Write enabled, disabled or auto.',
    };
  }
}
