import type { Rule } from '../rule';
import { rules as collector } from './collector';
import { rules as flux } from './flux';
import { rules as helm } from './helm';
import { rules as input } from './input';
import { rules as jaeger } from './jaeger';
import { rules as podSecurity } from './pod-security';
import { rules as resources } from './resources';
import { rules as schema } from './schema';

/** Every rule of the project. */
export const rules: readonly Rule[] = [
  ...input,
  ...collector,
  ...resources,
  ...podSecurity,
  ...flux,
  ...helm,
  ...jaeger,
  ...schema,
];
