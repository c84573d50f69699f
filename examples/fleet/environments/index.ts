import type { EnvironmentBuilder } from '../../../charts';
import { cluster } from './cluster';
import { clusters } from './clusters';

/** Every cluster by name; each function adds its charts to the app. */
export const environments: { readonly [name: string]: EnvironmentBuilder } = Object.fromEntries(
  Object.entries(clusters).map(([name, entry]) => [name, cluster(name, entry)]),
);
