import { createHash } from 'node:crypto';
import { isTable, type Table } from '../data';
import { inEffect } from '../model';
import { chartName, componentOf, generatedConfigMapName, labelName, namespaceOf, valueAt } from '../names';
import { makesConfigMap, renderedConfig } from '../rendered';
import { truthy } from '../template';
import { templatedYaml } from '../tpl';
import type { ObjectTemplate, Release } from '../version';
import { changes } from './changes';
import { chartLabel, metadata, objectLabels } from './metadata';

/** The generated configuration, made unless the pod mounts another. */
export const configMap: ObjectTemplate = (release) => {
  const config = renderedConfig(release);
  if (config === null) return [];
  const relay = `${configText(release, config)}\n`;
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata(release, generatedConfigMapName(release), objectLabels(release)),
      data: { relay },
    },
  ];
};

/** SHA-256 of the whole rendered ConfigMap, which restarts the pods with it. */
export function configMapChecksum(release: Release): string {
  return createHash('sha256')
    .update(`${documentOf(release)}\n`)
    .digest('hex');
}

const texts = new WeakMap<Table, string>();

function configText(release: Release, config: Table): string {
  const known = texts.get(config);
  if (known !== undefined) return known;
  const text = templatedYaml(config, release, 'config');
  texts.set(config, text);
  return text;
}

/** The document as the template prints it; empty where the pod mounts another ConfigMap. */
function documentOf(release: Release): string {
  const config = makesConfigMap(release) ? renderedConfig(release) : null;
  if (config === null) return '';
  return [
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata:',
    `  name: ${generatedConfigMapName(release)}`,
    `  namespace: ${namespaceOf(release)}`,
    '  labels:',
    indented(labelLines(release)),
    'data:',
    '  relay: |',
    indented(configText(release, config)),
  ].join('\n');
}

function indented(text: string): string {
  return `    ${text.replaceAll('\n', '\n    ')}`;
}

/** The labels of every object, in the order and form in which the chart prints them. */
function labelLines(release: Release): string {
  const showsComponent = inEffect(release, changes.componentOnObjects);
  const component = componentOf(release);
  const additional = valueAt(release, 'additionalLabels');
  const more =
    truthy(additional) && isTable(additional) ? templatedYaml(additional, release, 'additionalLabels') : '';
  const lines = [
    `helm.sh/chart: ${chartLabel(release)}`,
    `app.kubernetes.io/name: ${labelName(release)}`,
    `app.kubernetes.io/instance: ${release.name}`,
    `app.kubernetes.io/version: "${release.chart.appVersion}"`,
    'app.kubernetes.io/managed-by: Helm',
    ...(inEffect(release, changes.partOfLabel) ? [`app.kubernetes.io/part-of: ${chartName}`] : []),
    ...(showsComponent && component !== undefined ? [`app.kubernetes.io/component: ${component}`] : []),
  ];
  // Before there was a component, an empty line stood in for labels that nobody wrote.
  if (more !== '' || !showsComponent) lines.push(more);
  return lines.join('\n');
}
