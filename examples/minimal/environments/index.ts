import type { EnvironmentBuilder } from '../../../charts';
import { develop } from './develop';

/** Every environment by name. */
export const environments: { readonly [name: string]: EnvironmentBuilder } = { develop };
