/** The door of what the rules say of themselves: their marked examples, their pages, the text of `--explain`. */
export { formsOf } from './example';
export { readExample } from './examples';
export { explained } from './explain';
export { rulePages } from './pages';
