import type { EnvironmentBuilder } from '../../../charts';
import { cluster } from './cluster';

/** Every environment by name; each function adds its charts to the app. */
export const environments: { readonly [name: string]: EnvironmentBuilder } = {
  staging: cluster('staging', { gateways: { replicas: 2 }, sampledPercent: 100 }),
  production: cluster('production', { gateways: { minReplicas: 3, maxReplicas: 9 }, sampledPercent: 10 }),
};
