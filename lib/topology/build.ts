import { sortedBy } from '../documents';
import type { TreeSubject } from '../platform';
import { drawCollector } from './collectors';
import { Drawing } from './drawing';
import { drawBackends } from './exports';
import { drawJaeger } from './jaeger';
import type { Topology } from './model';
import { drawServices } from './services';

/**
 * The picture of one environment: services → collectors (receivers → processors → exporters, connectors between
 * pipelines) → Jaeger → storage, from the effective configurations and the objects of its tree.
 *
 * The order of groups, nodes and edges depends on names only, never on the order of the tree's objects.
 */
export function topologyOf(tree: TreeSubject): Topology {
  const drawing = new Drawing();
  const collectors = sortedBy(tree.collectors, ({ title }) => title);
  const jaegers = sortedBy(
    tree.all('jaegertracing.io', 'Jaeger'),
    ({ namespace, name }) => `${namespace}/${name}`,
  );
  for (const collector of collectors) drawCollector(drawing, collector);
  for (const jaeger of jaegers) drawJaeger(drawing, jaeger);
  for (const collector of collectors) drawBackends(drawing, tree, collector);
  drawServices(drawing, tree);
  return drawing.topology(tree.environment);
}
