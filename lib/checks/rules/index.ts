import type { Rule } from '../rule';
import { rules as input } from './input';

/** Every rule of the project. */
export const rules: readonly Rule[] = [...input];
