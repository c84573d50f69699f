import type { EnvironmentBuilder } from '../charts';
import { develop } from './develop';
import { production } from './production';

/** Every environment by name; each function adds its charts to the app. */
export const environments: { readonly [name: string]: EnvironmentBuilder } = {
  develop: (app) => develop(app),
  production: (app) => production(app),
};
