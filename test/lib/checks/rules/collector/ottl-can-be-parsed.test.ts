import { ottlCanBeParsed as rule } from '../../../../../lib/checks/rules/collector/ottl-can-be-parsed';
import { places, problems } from './judge';

describe('CV-28: OTTL can be read, and names what there is', () => {
  const config = (statement: string) =>
    `processors: {transform: {trace_statements: [${JSON.stringify(statement)}]}}\n`;

  it.each([
    'set(span.name, "a")',
    'set(span.attributes["a"], Concat([span.name, "("], ":")) where not (span.kind == SPAN_KIND_SERVER)',
    'replace_pattern(span.name, "\\\\((.*)", "$$1")',
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
    'set(span.name, "a") where span.name = "b"',
    'set(span.nam, "a")',
    'set(span.name, "\\d")',
  ])('refuses %s', (statement) => {
    expect(places(rule, config(statement))).toEqual(['processors::transform::trace_statements[0]']);
  });

  it('takes paths without context where a group names it', () => {
    const text = `processors: {transform: {trace_statements: [{context: span, statements: ['set(attributes["a"], 1)']}]}}\n`;
    expect(places(rule, text)).toEqual([]);
  });

  it('shows the part of a long text that it is about', () => {
    const long =
      'set(span.attributes["http.route"], "/users") where span.kind == SPAN_KIND_SERVER and span.name = "x"';
    expect(problems(rule, config(long))).toEqual([
      {
        message:
          'processors::transform::trace_statements[0]: "=" compares nothing (near `…and span.name = "x"`).',
        path: ['processors', 'transform', 'trace_statements', 0],
        fix: 'Write "==".',
      },
    ]);
  });
});
