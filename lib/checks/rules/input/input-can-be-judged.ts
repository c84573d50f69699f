import { namespaceInstead } from '../../frames';
import { inputRule } from '../../rule';

export const inputCanBeJudged = inputRule({
  id: 'IN-5',
  title: 'Input is of a kind that can be judged',
  severity: 'warning',
  why: 'Nothing in it was checked.',
  fix: 'Give Kubernetes objects, a collector configuration (`receivers`, `exporters`, `service`) or values of the chart opentelemetry-collector.',
  example: `- colour: green
${namespaceInstead}
`,
});
