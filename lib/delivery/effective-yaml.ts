import { stringify } from 'yaml';
import { type Data, yamlComment } from '../documents';
import { type ExplainedRelease, type Origin, objectName } from '../helm';

/** Words for what stands behind a line that the author did not write. */
function remark(origin: Origin | undefined, isAssumed: boolean): string {
  if (origin === undefined) return '';
  const was = origin.was === undefined ? '' : `rewrite of deprecated names, was ${origin.was}`;
  const author = origin.author === 'written' ? '' : origin.author;
  const words = [author, was].filter((word) => word !== '').join('; ');
  if (words === '') return '';
  return ` # ${yamlComment(isAssumed ? `${words}, assumed` : words)}`;
}

/** A scalar or key on one line, quoted where YAML 1.1 or 1.2 would read something else. */
function inline(value: Data): string {
  if (typeof value === 'string' && /^(y|n|yes|no|on|off)$/i.test(value)) return JSON.stringify(value);
  return stringify(value, { lineWidth: 0, blockQuote: false, version: '1.1' }).trimEnd();
}

function isEmpty(value: Data): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

function* lines(
  value: Data,
  origin: Origin | undefined,
  indent: string,
  isAssumed: boolean,
): Generator<string> {
  if (Array.isArray(value)) {
    for (const [position, item] of value.entries())
      yield* listItem(item, origin?.items?.[position], indent, isAssumed);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const below = origin?.fields?.get(key);
      const name = `${indent}${inline(key)}:`;
      if (isEmpty(item)) yield `${name} ${inline(item)}${remark(below, isAssumed)}`;
      else {
        yield `${name}${remark(below, isAssumed)}`;
        yield* lines(item, below, Array.isArray(item) ? indent : `${indent}  `, isAssumed);
      }
    }
  }
}

/** An item whose first line stands behind the dash; its remark goes there where that line has none. */
function* listItem(
  item: Data,
  origin: Origin | undefined,
  indent: string,
  isAssumed: boolean,
): Generator<string> {
  if (isEmpty(item)) {
    yield `${indent}- ${inline(item)}${remark(origin, isAssumed)}`;
    return;
  }
  let first = true;
  for (const line of lines(item, origin, `${indent}  `, isAssumed)) {
    yield first ? `${indent}- ${line.slice(indent.length + 2)}` : line;
    first = false;
  }
}

/** The header: what is released, for a reader who sees this file alone. */
function* header(explained: ExplainedRelease): Generator<string> {
  yield* remarkLine(
    `What the collector runs: release ${explained.release} in ${explained.namespace}, chart opentelemetry-collector ${explained.chartVersion}`,
  );
  yield* remarkLine(`Image ${explained.image}`);
  for (const { kind, name, namespace } of explained.objects.map(objectName)) {
    yield* remarkLine(`${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
  }
  for (const { name, port, targetPort, protocol } of explained.ports ?? []) {
    yield* remarkLine(`Service port ${name}: ${port}/${protocol} to ${targetPort}`);
  }
  if (explained.isAssumed)
    yield '# Another version of the chart may run than the one that is told of: what it adds is assumed.';
  yield '# Lines with a remark were added by the chart, not written in the values.';
}

function* remarkLine(text: string): Generator<string> {
  yield `# ${yamlComment(text)}`;
}

/**
 * The effective configuration as YAML, with a remark behind each line that the author did not write: `# chart default`,
 * `# preset kubernetesAttributes`. Same input, same text; ends in a newline. Where the chart makes no ConfigMap the
 * header is followed by `null`.
 */
export function effectiveYaml(explained: ExplainedRelease): string {
  const { config, origin } = explained;
  const body =
    config === null || isEmpty(config)
      ? [config === null ? 'null' : '{}']
      : lines(config, origin ?? undefined, '', explained.isAssumed);
  return `${[...header(explained), ...body].join('\n')}\n`;
}
