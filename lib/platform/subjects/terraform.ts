import { type Data, type DataMap, isMap, type Path, readYaml, type SourceLocation } from '../../documents';
import { type AskedRelease, releaseOfValues, versionAt } from './asked-release';
import { blocksOf, type HclBlock, type HclValue } from './hcl';
import { withParameters } from './helm-parameters';
import { isCollectorChart } from './recognise';

/** True for a file in Terraform's language. */
export function isTerraform(name: string): boolean {
  return /\.tf$/.test(name);
}

/** Releases of the chart `opentelemetry-collector` in a file of Terraform whose values stand in it: one text, or one map. */
export function releasesOfTerraform(name: string, text: string): readonly AskedRelease[] {
  return blocksOf(name, text, 'resource').flatMap((block) => [
    ...ofBlock(name, block),
    ...ofApplication(name, block),
  ]);
}

/** The sources of an `argocd_application` that have the chart: what an Application says, in blocks. */
function ofApplication(
  file: string,
  { labels: [type, label = ''], blocks }: HclBlock,
): readonly AskedRelease[] {
  if (type !== 'argocd_application') return [];
  const below = (of: HclBlock['blocks'], name: string) => of.filter((one) => one.type === name);
  const name = below(blocks, 'metadata')[0]?.attributes.get('name')?.value;
  return below(blocks, 'spec').flatMap((spec) => {
    const namespace = below(spec.blocks, 'destination')[0]?.attributes.get('namespace')?.value;
    return below(spec.blocks, 'source').flatMap(({ attributes, blocks: inside }): AskedRelease[] => {
      const helm = below(inside, 'helm')[0] ?? { labels: [], attributes: new Map(), blocks: [] };
      if (!namesChart(attributes) || helm.attributes.has('value_files')) return [];
      const written = valuesOf(file, helm.attributes.has('values'), helm.attributes.get('values'));
      const parameters = parametersOf(new Map(), helm.blocks, 'parameter');
      const release = helm.attributes.get('release_name')?.value ?? name;
      return released(written, parameters, {
        file,
        label: `argocd_application ${label}`,
        version: attributes.get('target_revision'),
        release: textOr(release, 'otel-collector'),
        namespace: textOr(namespace, 'default'),
      });
    });
  });
}

function namesChart(attributes: HclBlock['attributes']): boolean {
  return isCollectorChart(attributes.get('chart')?.value);
}

function ofBlock(file: string, { labels, attributes, blocks }: HclBlock): readonly AskedRelease[] {
  const [type, label = ''] = labels;
  const read = (key: string) => attributes.get(key)?.value;
  if (type !== 'helm_release' || !namesChart(attributes)) return [];
  const written = valuesOf(file, attributes.has('values'), attributes.get('values'));
  return released(written, parametersOf(attributes, blocks, 'set'), {
    file,
    label: `helm_release ${label}`,
    version: attributes.get('version'),
    release: textOr(read('name'), 'otel-collector'),
    namespace: textOr(read('namespace'), 'default'),
  });
}

interface Named {
  readonly file: string;
  /** Type and name of the block. */
  readonly label: string;
  readonly version: HclValue | undefined;
  readonly release: string;
  readonly namespace: string;
}

function released(
  written: Values | undefined,
  parameters: readonly Parameter[] | undefined,
  { file, label, version, release, namespace }: Named,
): AskedRelease[] {
  if (written === undefined || parameters === undefined) return [];
  const set = withParameters(
    written.values,
    parameters.map(({ data }) => data),
  );
  if (set === undefined) return [];
  const input = { chartVersion: textOr(version?.value, '*'), values: set.values, release, namespace };
  return [
    releaseOfValues(
      file,
      `${file}, ${label}`,
      input,
      (path) => {
        const position = set.parameterOf(path);
        return (position === undefined ? undefined : parameters[position]?.location) ?? written.locate(path);
      },
      versionAt(version?.value, ['version'], () => version?.locate([]) ?? { file }),
    ),
  ];
}

function textOr(value: Data | undefined, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}

interface Values {
  readonly values: DataMap;
  locate(path: Path): SourceLocation;
}

/** One entry of `values`; undefined for what is not written here. */
function valuesOf(file: string, isThere: boolean, written: HclValue | undefined): Values | undefined {
  if (!isThere) return { values: {}, locate: () => ({ file }) };
  if (written === undefined) return undefined;
  const isList = Array.isArray(written.value);
  if (Array.isArray(written.value) && written.value.length !== 1) return undefined;
  const only = Array.isArray(written.value) ? (written.value[0] ?? null) : written.value;
  if (isMap(only)) return { values: only, locate: (path) => written.locate(isList ? [0, ...path] : path) };
  const { heredoc } = written;
  if (typeof only !== 'string' || heredoc === undefined) return undefined;
  const { documents, problems } = readYaml(file, heredoc.text);
  const [document] = documents;
  const values = document?.asHelm() ?? {};
  if (problems.length > 0 || documents.length > 1 || !isMap(values)) return undefined;
  return {
    values,
    locate: (path) => {
      const { line = 1, column = 1 } = document?.locate(path) ?? {};
      return { file, line: heredoc.line + line - 1, column: column + heredoc.indent };
    },
  };
}

interface Parameter {
  readonly data: Data;
  readonly location?: SourceLocation;
}

/** `set`, or `parameter`, as blocks or as a list; undefined where one is not written here. */
function parametersOf(
  attributes: HclBlock['attributes'],
  blocks: HclBlock['blocks'],
  called: 'set' | 'parameter',
): Parameter[] | undefined {
  const found: Parameter[] = [];
  for (const { type, attributes: of } of blocks) {
    if (type !== called) continue;
    const [name, value] = [of.get('name')?.value, of.get('value')];
    if (name === undefined || value === undefined) return undefined;
    const forceString = of.get('type')?.value === 'string' || of.get('force_string')?.value === true;
    found.push({ data: { name, value: value.value, forceString }, location: value.locate([]) });
  }
  if (!attributes.has('set')) return found;
  const list = attributes.get('set');
  if (list === undefined || !Array.isArray(list.value)) return undefined;
  const listed = list.value.map((item, position) => {
    const data = isMap(item) ? { ...item, forceString: item.type === 'string' } : item;
    return { data, location: list.locate([position]) };
  });
  return [...found, ...listed];
}
