/** Which functions a place has: those of every component with editors, or those without, and its own by context. */
export interface FunctionSet {
  readonly hasEditors: boolean;
  /** Functions of every context, and by context. */
  readonly own: Readonly<Record<string, readonly string[]>>;
}

/** The transform processor (contrib 0.158). */
export const transformFunctions: FunctionSet = {
  hasEditors: true,
  own: {
    span: ['IsRootSpan', 'set_semconv_span_name'],
    log: ['ParseCEF', 'ParseCLF', 'ParseELF', 'ParseLEEF'],
    metric: [
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
    datapoint: [
      'convert_summary_count_val_to_sum',
      'convert_summary_sum_val_to_sum',
      'merge_histogram_buckets',
    ],
  },
};

/** Conditions of filter, transform, count, sum, tail_sampling and log_dedup (internal/filter/filterottl, contrib 0.158). */
export const conditionFunctions: FunctionSet = {
  hasEditors: false,
  own: { span: ['IsRootSpan'], metric: ['HasAttrKeyOnDatapoint', 'HasAttrOnDatapoint'] },
};

/** The routing connector (contrib 0.149). */
export const routingFunctions: FunctionSet = {
  hasEditors: false,
  own: { '*': ['delete_key', 'delete_matching_keys', 'route'], span: ['IsRootSpan'] },
};

/** The signal_to_metrics connector (contrib 0.158). */
export const signalToMetricsFunctions: FunctionSet = {
  hasEditors: true,
  own: { span: ['AdjustedCount'] },
};
