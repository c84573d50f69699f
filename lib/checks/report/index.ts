/** The door of what is made of findings: reports in each form, counts by rule, the baseline of an existing repository. */
export { baselineText, beyond, NoBaseline, readBaseline } from './baseline';
export { countsByRule } from './by-rule';
export { githubReport } from './github';
export { jsonReport } from './json';
export { junitReport } from './junit';
export { sarifReport } from './sarif';
export { textReport } from './text';
