import { namespaceInstead } from '../../frames';
import { inputRule } from '../../rule';

/** A rule that broke off. */
export const rulesRunToTheirEnd = inputRule({
  id: 'EN-1',
  title: 'Every rule runs to its end',
  severity: 'warning',
  why: 'A rule met something that it was not made for; what it would have found here is not known.',
  fix: 'Report the input and this message to the project; the other rules have run.',
  example: `- a fault in a rule itself
${namespaceInstead}
`,
});
