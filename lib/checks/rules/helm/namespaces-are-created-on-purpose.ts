import { at, type Data, isMap } from '../../../documents';
import { releaseExample } from '../../resources/examples';
import type { ObjectRule } from '../../rule';

export const namespacesAreCreatedOnPurpose: ObjectRule = {
  id: 'FX-19',
  title: 'createNamespace stands beside a targetNamespace',
  severity: 'warning',
  why: 'Without targetNamespace the field has no effect.',
  fix: 'Write targetNamespace, or remove createNamespace and bring the Namespace as an object.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  bad: releaseExample(['install: {createNamespace: true}']),
  good: releaseExample(['targetNamespace: certificates', 'install: {createNamespace: true}']),
  *check({ object, name }) {
    const path = ['spec', 'install', 'createNamespace'];
    const { spec } = object;
    if (at(object as Data, path) !== true || !isMap(spec) || spec.targetNamespace !== undefined) return;
    yield {
      message: `install.createNamespace of HelmRelease ${name} does nothing without targetNamespace.`,
      path,
    };
  },
};
