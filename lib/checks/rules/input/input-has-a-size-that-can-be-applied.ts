import { namespaceInstead } from '../../frames';
import { inputRule } from '../../rule';

export const inputHasASizeThatCanBeApplied = inputRule({
  id: 'IN-3',
  title: 'Input has a size that can be applied',
  severity: 'error',
  why: 'The API server refuses objects of more than about 1.5 MiB, so that nothing of this size can be meant for it.',
  fix: 'Give files of at most 64 MiB with documents of at most 16 MiB each.',
  example: `- a file of 65 MiB
${namespaceInstead}
`,
});
