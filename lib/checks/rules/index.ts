import type { Rule } from '../rule';
import * as collector from './collector';
import * as flux from './flux';
import * as helm from './helm';
import * as input from './input';
import * as jaeger from './jaeger';
import * as podSecurity from './pod-security';
import * as resources from './resources';
import * as schema from './schema';

/** Every rule of the project. */
export const rules: readonly Rule[] = [
  input,
  schema,
  collector,
  resources,
  podSecurity,
  flux,
  helm,
  jaeger,
].flatMap((folder) => Object.values<Rule>(folder));
