import { ottlCanBeParsed as rule } from '../../../../../lib/checks/rules/collector/ottl-can-be-parsed';
import { places } from './judge';

describe('CV-28: OTTL statements close their brackets and quotes and begin with a function that there is', () => {
  const config = (statement: string) =>
    `processors: {transform: {trace_statements: [${JSON.stringify(statement)}]}}\n`;

  it.each([
    'set(span.name, "a")',
    'set(span.attributes["a"], Concat([span.name, "("], ":")) where not (span.kind == SPAN_KIND_SERVER)',
    'replace_pattern(span.name, "\\((.*)", "$$1")',
    'set(span.name, "${env:NAME}"',
  ])('has nothing against %s', (statement) => {
    expect(places(rule, config(statement))).toEqual([]);
  });

  it.each([
    'set(span.name, "a"',
    'set(span.name, "a)',
    'set(span.name, "a"))',
    'sett(span.name, "a")',
    'set(attributes["a"], 1)',
    'span.name',
    '',
    'set(span.name, concat(["a"], ""))',
  ])('refuses %s', (statement) => {
    expect(places(rule, config(statement))).toEqual(['processors::transform::trace_statements[0]']);
  });

  it('takes paths without context where a group names it', () => {
    const text = `processors: {transform: {trace_statements: [{context: span, statements: ['set(attributes["a"], 1)']}]}}\n`;
    expect(places(rule, text)).toEqual([]);
  });
});
