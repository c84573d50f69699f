import { namespaceInstead } from '../../frames';
import { inputRule } from '../../rule';

export const inputIsText = inputRule({
  id: 'IN-2',
  title: 'Input is text',
  severity: 'error',
  why: 'A file that is not UTF-8 text cannot be applied by anything.',
  fix: 'Give a YAML or JSON file in UTF-8.',
  example: `- \u0000\u0001\u0002
${namespaceInstead}
`,
});
