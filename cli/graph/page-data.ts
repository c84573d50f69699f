import type { CollectorSubject, Data, Finding, ObjectSubject, Path, TreeSubject } from '../../lib/checks';
import { addTo, at, collectorPath, objectPath } from '../../lib/documents';
import { objectTitle } from '../../lib/platform';
import { kindName, type Topology, type TopologySource } from '../../lib/topology';
import { dataLines } from './lines';

/** A line of configuration with who put it there. */
export interface PageLine {
  readonly text: string;
  /** `written`, `chart default`, the label of a preset or another step of the chart. */
  readonly author: string;
  /** `file:line` of what causes it. */
  readonly place?: string;
}

/** One place that something of the picture is configured at. */
export interface PageSource {
  readonly title: string;
  readonly lines: readonly PageLine[];
}

/** What the page knows of a node or a group of the picture. */
export interface PagePart {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly detail: readonly string[];
  readonly members: readonly string[];
  readonly sources: readonly PageSource[];
  /** Indices into the findings of the page. */
  readonly findings: readonly number[];
  /** Ids of what it sends to, and of what sends to it. */
  readonly to: readonly string[];
  readonly from: readonly string[];
}

/** Everything that the page shows beside the picture. */
export interface PageData {
  readonly title: string;
  readonly parts: readonly PagePart[];
  readonly findings: readonly Finding[];
}

/** Puts what is known of an environment together for its page. */
export function pageData(tree: TreeSubject, topology: Topology, findings: readonly Finding[]): PageData {
  const reader = new SourceReader(tree);
  const claimed = claims(topology, findings);
  const groups = topology.groups.map((group) => ({
    id: group.id,
    kind: group.kind,
    title: group.title,
    detail: group.detail === undefined ? [] : [group.detail],
    members: [],
    sources: group.source === undefined ? [] : reader.sources([group.source]),
    findings: claimed.get(group.id) ?? [],
    to: [],
    from: [],
  }));
  const nodes = topology.nodes.map((node) => ({
    id: node.id,
    kind: kindName(node.kind),
    title: node.title,
    detail: node.lines,
    members: node.members,
    sources: reader.sources(node.sources),
    findings: claimed.get(node.id) ?? [],
    to: topology.edges.filter(({ from }) => from === node.id).map(({ to }) => to),
    from: topology.edges.filter(({ to }) => to === node.id).map(({ from }) => from),
  }));
  return { title: tree.environment ?? 'platform', parts: [...groups, ...nodes], findings };
}

/** Which findings belong to which part: to the one with the longest path that the finding's path begins with. */
function claims(topology: Topology, findings: readonly Finding[]): Map<string, number[]> {
  const owners = [
    ...topology.nodes.flatMap(({ id, sources }) => sources.map((source) => ({ id, source }))),
    ...topology.groups.flatMap(({ id, source }) => (source === undefined ? [] : [{ id, source }])),
  ];
  const claimed = new Map<string, number[]>();
  for (const [index, finding] of findings.entries()) {
    const fits = owners.filter(({ source }) => isAbout(finding, source));
    const longest = Math.max(-1, ...fits.map(({ source }) => source.path.length));
    for (const { id, source } of fits) {
      if (source.path.length === longest) addTo(claimed, id, index);
    }
  }
  return claimed;
}

function isAbout({ construct, file, path = '' }: Finding, { subject, path: place }: TopologySource): boolean {
  if (construct !== subject && file !== subject) return false;
  const collector = collectorPath(place);
  const object = objectPath(place);
  return place.length === 0 || [collector, object].some((text) => path === text || startsAt(path, text));
}

function startsAt(path: string, text: string): boolean {
  return path.startsWith(text) && /^(?:::|\.|\[)/.test(path.slice(text.length));
}

const mostSources = 12;

class SourceReader {
  private readonly collectors: ReadonlyMap<string, CollectorSubject>;
  private readonly objects: ReadonlyMap<string, ObjectSubject>;

  constructor(tree: TreeSubject) {
    this.collectors = new Map(tree.collectors.map((collector) => [collector.title, collector]));
    this.objects = new Map(tree.objects.map((object) => [objectTitle(object), object]));
  }

  /** What stands at each place; of a large bundle the first few. */
  sources(places: readonly TopologySource[]): PageSource[] {
    return places.slice(0, mostSources).flatMap((place) => this.source(place) ?? []);
  }

  private source({ subject, path }: TopologySource): PageSource | undefined {
    const collector = this.collectors.get(subject);
    if (collector !== undefined) return this.collectorSource(collector, path);
    const object = this.objects.get(subject);
    if (object === undefined) return undefined;
    const data = at(object.object, path);
    if (data === undefined) return undefined;
    return {
      title: [subject, ...path].join(' '),
      lines: linesWith(
        data,
        path,
        () => 'written',
        (at) => object.locate(at),
      ),
    };
  }

  private collectorSource(collector: CollectorSubject, path: Path): PageSource | undefined {
    const data = at(collector.config, path);
    if (data === undefined) return undefined;
    const title = path.length === 0 ? collector.title : collectorPath(path);
    const authorAt = (at: Path) => authorOf(collector, at);
    return { title, lines: linesWith(data, path, authorAt, (at) => collector.locate(at)) };
  }
}

/** Of what is of no release, everything is written. */
function authorOf(collector: CollectorSubject, path: Path): string {
  const { helm } = collector;
  return (
    collector.authorOf?.(path) ?? (helm === undefined || collector.isWritten(path) ? 'written' : 'chart')
  );
}

function linesWith(
  data: Data,
  path: Path,
  authorAt: (path: Path) => string,
  locate: (path: Path) => { readonly file?: string; readonly line?: number },
): PageLine[] {
  return dataLines(data, path).map(({ text, path: at }) => {
    const { file, line } = locate(at);
    const place = file === undefined ? undefined : line === undefined ? file : `${file}:${line}`;
    return { text, author: authorAt(at), ...(place === undefined ? {} : { place }) };
  });
}
