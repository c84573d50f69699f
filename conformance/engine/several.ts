import fc from 'fast-check';
import type { Path } from '../../lib/documents';
import type { ConfigurationCase } from '../validation/verdicts';
import { inPipeline, otlp } from './in-pipeline';

/** A component with a list of elements, right and wrong ones, and the list's place. */
export interface Several extends Omit<ConfigurationCase, 'name'> {
  readonly list: Path;
  /** The same component with one of the elements only. */
  readonly alone: readonly object[];
}

interface Kind {
  readonly list: Path;
  readonly elements: readonly unknown[];
  whole(elements: readonly unknown[]): object;
}

const kinds: readonly Kind[] = [
  {
    list: ['processors', 'transform', 'trace_statements'],
    elements: [
      'set(span.name, "a")',
      'set(span.nam, "a")',
      'sett(span.name, "a")',
      'set(span.attributes["a"], 1) where span.kind ==',
      'replace_pattern(span.name, "(", "x")',
      'delete_key(span.attributes, "a")',
    ],
    whole: (elements) => inPipeline('traces', otlp, { transform: { trace_statements: elements } }),
  },
  {
    list: ['processors', 'attributes', 'actions'],
    elements: [
      { key: 'a', value: 1, action: 'insert' },
      { key: 'b', value: 1, action: 'upsertt' },
      { key: 'c', action: 'extract', pattern: '(' },
      { key: 'd', action: 'convert', converted_type: 'x' },
      { key: 'e', action: 'upsert' },
    ],
    whole: (elements) => inPipeline('traces', otlp, { attributes: { actions: elements } }),
  },
  {
    list: ['receivers', 'file_log', 'operators'],
    elements: [
      { type: 'noop' },
      { type: 'regex_parser', regex: '^(?P<a>x)(?=y)' },
      { type: 'regex_parser', regex: '^x' },
      { type: 'move', from: 'body.a', to: 'atributes.b' },
      { type: 'json_parser', if: 'body ==' },
      { type: 'filter', expr: 'body matches "("' },
      { type: 'jsonparser' },
    ],
    whole: (operators) => inPipeline('logs', { file_log: { include: ['/a'], operators } }, {}),
  },
  {
    list: ['receivers', 'prometheus', 'config', 'scrape_configs'],
    elements: [
      {},
      { scrape_intervall: '5s' },
      { kubernetes_sd_configs: [{ role: 'pods' }] },
      { relabel_configs: [{ source_labels: ['a'], regex: '(', action: 'keep' }] },
      { scrape_timeout: '9m' },
    ],
    whole: (elements) =>
      inPipeline(
        'metrics',
        {
          prometheus: {
            config: {
              scrape_configs: elements.map((each, at) => ({ job_name: `job-${at}`, ...(each as object) })),
            },
          },
        },
        {},
      ),
  },
];

/** Components with several elements, each of which may be wrong: all of them are to be told, and no others. */
export const several: fc.Arbitrary<Several> = fc.constantFrom(...kinds).chain(({ list, elements, whole }) =>
  fc.array(fc.constantFrom(...elements), { minLength: 2, maxLength: 5 }).map((chosen) => ({
    list,
    config: whole(chosen),
    alone: chosen.map((each) => whole([each])),
  })),
);
