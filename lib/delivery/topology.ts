import type { ModelDocument } from '../checks';
import { markdownText } from '../documents';
import { type EnvironmentFacts, objectSubject, readTree } from '../platform';
import { connections, mermaid, svg, type Topology, topologyOf } from '../topology';
import type { TextFile } from './tree';

/**
 * The picture of one environment for its reviewers: `review/topology.svg` and `review/topology.md`. Synchronous, and the
 * same bytes for the same documents.
 *
 * @param documents every object that the environment's folders will hold, in any order
 * @param facts name of the environment and what it has elsewhere; default: none
 */
export function topologyFiles(documents: readonly ModelDocument[], facts?: EnvironmentFacts): TextFile[] {
  const objects = documents.map(({ object, ...context }) => objectSubject(object, context));
  const { tree } = readTree({ objects, complete: true, ...(facts === undefined ? {} : { facts }) });
  const topology = topologyOf(tree);
  return [
    { path: 'review/topology.svg', text: svg(topology) },
    { path: 'review/topology.md', text: topologyPage(topology) },
  ];
}

/** The picture as a page of Markdown: Mermaid, which code hosts draw, and a table whose lines can be reviewed. */
export function topologyPage(topology: Topology): string {
  const rows = connections(topology).map(
    ({ from, to, over }) => `| ${markdownText(from)} | ${markdownText(to)} | ${markdownText(over)} |`,
  );
  return [
    `# Telemetry of ${markdownText(topology.environment ?? 'the platform')}`,
    '',
    'Drawn from the effective configuration of the collectors and the objects of this environment; nothing applies this file.',
    '',
    '```mermaid',
    mermaid(topology).trimEnd(),
    '```',
    '',
    '| From | To | Over |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
