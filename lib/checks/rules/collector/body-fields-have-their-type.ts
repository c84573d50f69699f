import { bodyProblems } from '../../collector/body-problems';
import type { CollectorRule } from '../../rule';

export const bodyFieldsHaveTheirType: CollectorRule = {
  id: 'KS-2',
  title: 'Fields of components have their type',
  severity: 'error',
  appliesTo: 'collector',
  why: 'The collector cannot decode the value and does not start.',
  fix: 'Write a value of the type that the field takes.',
  example: `  # collector: 0.159.0
  receivers: {otlp: {protocols: {grpc: {}}}}
- processors: {batch: {send_batch_size: many}}
+ processors: {batch: {send_batch_size: 8192}}
  exporters: {debug: {}}
  service: {pipelines: {traces: {receivers: [otlp], processors: [batch], exporters: [debug]}}}
`,
  check: (subject) => bodyProblems(subject).filter(({ kind }) => kind === 'type'),
};
