/**
 * Checks that stand in two lists of the field's faults, by the id that is reported: one fault, one finding. On the left
 * the id that no rule bears, on the right the one that covers it.
 */
export const sameAs: { readonly [id: string]: string } = {
  // Checks of Flux that the general list has under Helm and Flux.
  'FX-1': 'HF-9',
  'FX-9': 'HF-12',
  'FX-10': 'HF-12',
  'FX-11': 'HF-9',
  'FX-13': 'HF-13',
  'FX-14': 'HF-1',
  'FX-20': 'HF-11',
  'FX-24': 'HF-14',
  'FX-29': 'HF-16',
  'FX-35': 'HF-6',
  'FX-36': 'HF-6',
  // Fields that a rule on the same place judges together with another.
  'FX-4': 'FX-3',
  'FX-8': 'FX-6',
  // Unknown and misplaced fields of the resource.
  'JG-5': 'KS-1',
};
