/** A check of the merged lists that has no rule of its own. */
export interface LeftOut {
  readonly id: string;
  /** The rule that finds the same fault; absent where nothing does. */
  readonly coveredBy?: string;
  readonly reason: string;
}

/** How many checks each of the merged lists has. */
export const listLengths: { readonly [prefix: string]: number } = {
  ST: 11,
  RF: 8,
  TV: 10,
  GR: 7,
  OR: 7,
  CV: 31,
  LP: 7,
  XR: 22,
  HF: 16,
  JG: 20,
  FX: 51,
  KS: 5,
};

/** The checks of the merged lists that are not among the rules under their own id, and why. */
export const leftOut: readonly LeftOut[] = [
  {
    id: 'XR-15',
    reason: 'whether the mode of an existing resource changes can only be told beside what runs',
  },
  {
    id: 'JG-5',
    coveredBy: 'KS-1',
    reason: 'an unknown or misplaced field of a Jaeger resource is one of its schema',
  },
  { id: 'FX-1', coveredBy: 'HF-9', reason: 'the same fault' },
  { id: 'FX-4', coveredBy: 'KS-1', reason: 'version and sourceRef are no fields of chartRef' },
  { id: 'FX-8', coveredBy: 'KS-4', reason: 'words and types that the definition does not allow' },
  { id: 'FX-9', coveredBy: 'HF-12', reason: 'the same fault' },
  { id: 'FX-10', coveredBy: 'HF-12', reason: 'the same fault' },
  { id: 'FX-11', coveredBy: 'HF-9', reason: 'the same fault' },
  { id: 'FX-13', coveredBy: 'HF-13', reason: 'the same fault' },
  { id: 'FX-14', coveredBy: 'HF-1', reason: 'the same fault' },
  { id: 'FX-20', coveredBy: 'HF-11', reason: 'the same fault' },
  { id: 'FX-24', coveredBy: 'HF-14', reason: 'the same fault' },
  { id: 'FX-29', coveredBy: 'HF-16', reason: 'the same fault' },
  { id: 'FX-35', coveredBy: 'HF-6', reason: 'the same fault' },
  { id: 'FX-36', coveredBy: 'HF-6', reason: 'the same fault' },
];
