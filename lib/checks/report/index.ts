export { githubReport } from './github';
export { jsonReport } from './json';
export { junitReport } from './junit';
export { sarifReport } from './sarif';
export { textReport } from './text';
