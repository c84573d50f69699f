import { type Data, type DataMap, isMap, type Path, readYaml, type SourceLocation } from '../../documents';
import type { ChartInput } from './chart';
import { type Block, blocksOf, type Written } from './hcl';
import { withParameters } from './helm-parameters';

/** A `helm_release` of the collector's chart. */
export interface TerraformRelease {
  readonly title: string;
  readonly input: ChartInput;
  locate(path: Path): SourceLocation;
}

/** True for a file in Terraform's language. */
export function isTerraform(name: string): boolean {
  return /\.tf$/.test(name);
}

/** Releases of the chart `opentelemetry-collector` in a file of Terraform whose values stand in it: one text, or one map. */
export function releasesOfTerraform(name: string, text: string): readonly TerraformRelease[] {
  return blocksOf(name, text, 'resource').flatMap((block) => ofBlock(name, block));
}

function ofBlock(file: string, { labels, attributes, blocks }: Block): readonly TerraformRelease[] {
  const [type, label = ''] = labels;
  const read = (key: string) => attributes.get(key)?.value;
  if (type !== 'helm_release' || !/(?:^|\/)opentelemetry-collector$/.test(String(read('chart') ?? '')))
    return [];
  const written = valuesOf(file, attributes.has('values'), attributes.get('values'));
  const parameters = parametersOf(attributes, blocks);
  if (written === undefined || parameters === undefined) return [];
  const set = withParameters(
    written.values,
    parameters.map(({ data }) => data),
  );
  if (set === undefined) return [];
  const version = attributes.has('version') ? read('version') : '*';
  return [
    {
      title: `${file}, helm_release ${label}`,
      input: {
        chartVersion: typeof version === 'string' ? version : '*',
        values: set.values,
        release: textOr(read('name'), 'otel-collector'),
        namespace: textOr(read('namespace'), 'default'),
      },
      locate: (path) => {
        const position = set.parameterOf(path);
        return (position === undefined ? undefined : parameters[position]?.location) ?? written.locate(path);
      },
    },
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
function valuesOf(file: string, isThere: boolean, written: Written | undefined): Values | undefined {
  if (!isThere) return { values: {}, locate: () => ({ file }) };
  if (written === undefined || !Array.isArray(written.value) || written.value.length !== 1) return undefined;
  const [only = null] = written.value;
  if (isMap(only)) return { values: only, locate: (path) => written.locate([0, ...path]) };
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

/** `set` as blocks or as a list; undefined where one is not written here. */
function parametersOf(attributes: Block['attributes'], blocks: Block['blocks']): Parameter[] | undefined {
  const found: Parameter[] = [];
  for (const { type, attributes: of } of blocks) {
    if (type !== 'set') continue;
    const [name, value] = [of.get('name')?.value, of.get('value')];
    if (name === undefined || value === undefined) return undefined;
    const forceString = of.get('type')?.value === 'string';
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
