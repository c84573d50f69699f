import { notation, pipelineReferences, read } from '../../../../lib/collector/effective';
import { subjectOf } from '../../checks/rules/collector/judge';

/** Places at which a component names pipelines. */
const references = (text: string) =>
  read(subjectOf(text)).components.flatMap((component) =>
    pipelineReferences(component).map(({ id, path }) => `${notation(path)} ${id}`),
  );

test('routing names them in its table and for the rest', () => {
  expect(
    references(`
connectors:
  routing/a:
    default_pipelines: [traces/rest]
    table: [{pipelines: [traces/x, "traces / y"]}, {statement: route()}, {pipelines: ["\${env:PIPELINE}", logs]}]
`),
  ).toEqual([
    'connectors::routing/a::default_pipelines[0] traces/rest',
    'connectors::routing/a::table[0]::pipelines[0] traces/x',
    'connectors::routing/a::table[0]::pipelines[1] traces/y',
    'connectors::routing/a::table[2]::pipelines[1] logs',
  ]);
});

test('failover names them level by level', () => {
  expect(
    references('connectors: {failover: {priority_levels: [[traces/a, traces/b], [traces/c], none]}}'),
  ).toEqual([
    'connectors::failover::priority_levels[0][0] traces/a',
    'connectors::failover::priority_levels[0][1] traces/b',
    'connectors::failover::priority_levels[1][0] traces/c',
  ]);
});

test('other components name none', () => {
  const body = '{default_pipelines: [traces], priority_levels: [[traces]], table: [{pipelines: [traces]}]}';
  expect(references(`connectors: {forward: ${body}}`)).toEqual([]);
  expect(references(`processors: {routing: ${body}, failover: ${body}}`)).toEqual([]);
});
