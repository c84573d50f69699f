import { probes } from './features';
import { configText, difference, ofChart, ofModel } from './outcome';

export type { ReleaseOutcome } from './outcome';
export type { ProbeRelease } from './shapes';

/** How the model is put beside a real Helm: the same releases before both, and the two outcomes in one form. */
export const probing = { releases: probes, ofModel, ofChart, configText, difference } as const;
