/** A group of clusters that get a change together. */
export type Wave = 'canary' | 'early' | 'all';

/** What a wave runs. A change goes from wave to wave by a reviewed change of this file. */
export const waves: { readonly [W in Wave]: { readonly collector: string; readonly tempo: string } } = {
  canary: { collector: '0.170.0', tempo: '2.2.4' },
  early: { collector: '0.169.0', tempo: '2.2.4' },
  all: { collector: '0.168.0', tempo: '2.2.3' },
};
