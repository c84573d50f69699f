import { markdownText } from '../documents';
import type { TreeSubject } from '../platform';
import { connections, mermaid, svg, type Topology, topologyOf } from '../topology';
import type { TextFile } from './tree';

/**
 * The picture of one environment for its reviewers: `review/topology.svg` and `review/topology.md`. Synchronous, and the
 * same bytes for the same tree.
 */
export function topologyFiles(tree: TreeSubject): TextFile[] {
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
