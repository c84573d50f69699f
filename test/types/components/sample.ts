import type { AnyComponent } from '../../../lib/collector';

/** Two configurations of one component: as little as it needs, and as much as makes sense together. */
export interface Sample<Handle extends AnyComponent = AnyComponent> {
  readonly smallest: Handle;
  readonly full: Handle;
}

/** Samples by the name of the factory. */
export type Samples<Factories> = {
  readonly [Name in keyof Factories]?: Sample;
};
