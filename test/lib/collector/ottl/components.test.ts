import {
  conditionFunctions,
  type FunctionSet,
  ottlFaults,
  routingFunctions,
  transformFunctions,
} from '../../../../lib/collector/ottl';

/** Whether a function is known in a context, whatever it takes. */
function isKnown(name: string, context: string, functions: FunctionSet): boolean {
  const kind = functions === conditionFunctions ? 'condition' : 'statement';
  const call =
    kind === 'statement' && /^[A-Z]/.test(name) ? `delete_key(resource.attributes, ${name}())` : `${name}()`;
  const text = kind === 'condition' ? `${call} == 1` : call;
  const place = { contexts: ['resource', context], context, functions, release: '0.158.0' };
  const [fault] = ottlFaults([{ kind, text }], place);
  return !/not a function of this component|is a function of the context/.test(fault?.message ?? '');
}

describe('functions of one context, as the components register them', () => {
  test.each([
    ['transform', 'span', transformFunctions, ['IsRootSpan', 'set_semconv_span_name'], 'log'],
    ['transform', 'log', transformFunctions, ['ParseCEF', 'ParseCLF', 'ParseELF', 'ParseLEEF'], 'span'],
    [
      'transform',
      'metric',
      transformFunctions,
      [
        'aggregate_on_attribute_value',
        'aggregate_on_attributes',
        'convert_exponential_histogram_to_histogram',
        'convert_gauge_to_sum',
        'convert_sum_to_gauge',
        'convert_summary_quantile_val_to_gauge',
        'copy_metric',
        'extract_count_metric',
        'extract_percentile_metric',
        'extract_sum_metric',
        'scale_metric',
      ],
      'datapoint',
    ],
    [
      'transform',
      'datapoint',
      transformFunctions,
      ['convert_summary_count_val_to_sum', 'convert_summary_sum_val_to_sum', 'merge_histogram_buckets'],
      'metric',
    ],
    ['filter', 'span', conditionFunctions, ['IsRootSpan'], 'log'],
    ['filter', 'metric', conditionFunctions, ['HasAttrKeyOnDatapoint', 'HasAttrOnDatapoint'], 'datapoint'],
    ['routing', 'span', routingFunctions, ['IsRootSpan'], 'log'],
  ])('%s knows functions of %s nowhere else', (_, context, functions, names, elsewhere) => {
    for (const name of names) {
      expect({ name, known: isKnown(name, context, functions) }).toEqual({ name, known: true });
      expect({ name, known: isKnown(name, elsewhere, functions) }).toEqual({ name, known: false });
    }
  });

  test.each(['delete_key', 'delete_matching_keys', 'route'])(
    'routing knows %s everywhere, and set nowhere',
    (name) => {
      expect(isKnown(name, 'resource', routingFunctions)).toBe(true);
      expect(isKnown(name, 'log', routingFunctions)).toBe(true);
      expect(isKnown('set', 'resource', routingFunctions)).toBe(false);
    },
  );
});
