import type { App } from 'cdk8s';
import { develop } from './develop';
import { production } from './production';

/** Every environment by name; each function adds its charts to the app. */
export const environments: { readonly [name: string]: (app: App) => void } = {
  develop: (app) => develop(app),
  production: (app) => production(app),
};
