import type { Rule } from '../rule';
import * as collector from './collector';
import * as flux from './flux';
import * as helm from './helm';
import { rules as input } from './input';
import * as jaeger from './jaeger';
import * as podSecurity from './pod-security';
import * as resources from './resources';
import { rules as schema } from './schema';

const folders = [collector, resources, podSecurity, flux, helm, jaeger];

/** Every rule of the project. */
export const rules: readonly Rule[] = [
  ...input,
  ...folders.flatMap((folder) => Object.values<Rule>(folder)),
  ...schema,
];
