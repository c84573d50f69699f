import { fail } from '../failure';
import { inEffect } from '../model';
import { chartName, componentOf, fullname, labelName, namespaceOf, valueAt } from '../names';
import { type Part, type PartTable, Taken } from '../part';
import { truthy } from '../template';
import { templated } from '../tpl';
import type { Release } from '../version';
import { changes } from './changes';
import { bare, entriesOf } from './text';

/** Metadata of an object in the release's namespace. */
export function metadata(
  release: Release,
  name: string,
  labels: PartTable,
  annotations?: PartTable,
): PartTable {
  return {
    name: named(release, name),
    namespace: namespaceOfObjects(release),
    labels,
    ...(annotations === undefined ? {} : { annotations }),
  };
}

/** Metadata of an object of the whole cluster. */
export function clusterMetadata(release: Release, name: Part, annotations?: PartTable): PartTable {
  return { name, labels: objectLabels(release), ...(annotations === undefined ? {} : { annotations }) };
}

/** A name that is built on the release's. */
export function named(release: Release, name: string): Part {
  const override = truthy(valueAt(release, 'fullnameOverride')) ? 'fullnameOverride' : 'nameOverride';
  const made = bare(name, name === fullname(release) ? 'fullnameOverride or nameOverride' : 'the name');
  return truthy(valueAt(release, override)) ? new Taken(made, [override]) : made;
}

export function namespaceOfObjects(release: Release): Part {
  const made = bare(namespaceOf(release), 'namespaceOverride');
  return truthy(valueAt(release, 'namespaceOverride')) ? new Taken(made, ['namespaceOverride']) : made;
}

/** Labels that every object of the release carries. */
export function objectLabels(release: Release): PartTable {
  if (inEffect(release, changes.additionalLabelsGlued) && truthy(valueAt(release, 'additionalLabels')))
    fail(
      'additionalLabels cannot be used in this chart version, which prints them onto the end of another label: take 0.110.7 or later.',
    );
  const component = componentOf(release);
  return {
    'helm.sh/chart': chartLabel(release),
    ...identity(release),
    'app.kubernetes.io/version': release.chart.appVersion,
    'app.kubernetes.io/managed-by': 'Helm',
    ...(inEffect(release, changes.partOfLabel) ? { 'app.kubernetes.io/part-of': chartName } : {}),
    ...(inEffect(release, changes.componentOnObjects) && component !== undefined
      ? { 'app.kubernetes.io/component': component }
      : {}),
    ...textLabels(release, 'additionalLabels'),
  };
}

/** Value of the label `helm.sh/chart`. */
export function chartLabel(release: Release): string {
  return `${chartName}-${release.chart.version}`.replaceAll('+', '_').slice(0, 63).replace(/-$/, '');
}

/** Labels of a Service, an Ingress, an HTTPRoute: those of every object, and the component. */
export function exposedLabels(release: Release): PartTable {
  return { ...objectLabels(release), ...componentLabels(release) };
}

/** What selects the pods of the release. */
export function selector(release: Release): PartTable {
  return { ...identity(release), ...componentLabels(release) };
}

/** Labels of the pods: the selector's, then `podLabels`, which can override them. */
export function labelsOfPods(release: Release): PartTable {
  return { ...selector(release), ...textLabels(release, 'podLabels') };
}

/** `app.kubernetes.io/name` and `app.kubernetes.io/instance`. */
export function identity(release: Release): PartTable {
  return {
    'app.kubernetes.io/name': bare(labelName(release), 'nameOverride'),
    'app.kubernetes.io/instance': bare(release.name, 'the name of the release'),
  };
}

function componentLabels(release: Release): PartTable {
  const component = componentOf(release);
  if (component === undefined) return {};
  return {
    ...(inEffect(release, changes.componentInSelectors) ? { 'app.kubernetes.io/component': component } : {}),
    component,
  };
}

/** A map that the chart prints with `tpl (toYaml …)`. */
export function textLabels(release: Release, name: string): PartTable {
  return entriesOf(templated(valueAt(release, name), release), [name]);
}
