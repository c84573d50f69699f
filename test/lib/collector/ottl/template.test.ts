import fc from 'fast-check';
import { ottl } from '../../../../lib/collector';
import { parseValue } from '../../../../lib/collector/ottl/parser';
import { literalText } from '../../../../lib/collector/ottl/quote';

describe('checked OTTL', () => {
  it('puts the context before each path that has none', () => {
    const team = 'payments';
    expect(
      ottl.span`set(attributes["team"], ${team}) where name == "GET /" and resource.attributes["a"] != attributes["b"]`,
    ).toBe(
      'set(span.attributes["team"], "payments") where span.name == "GET /" and resource.attributes["a"] != span.attributes["b"]',
    );
    expect(ottl.log.condition`severity_number < SEVERITY_NUMBER_WARN`).toBe(
      'log.severity_number < SEVERITY_NUMBER_WARN',
    );
    expect(ottl.datapoint.value`value_double * 1000`).toBe('datapoint.value_double * 1000');
  });

  it.each([
    ['text', '"text"'],
    ['a "b" \\ \n $x ${env:X}', '"a \\"b\\" \\\\ \\n $$x $${env:X}"'],
    ['\u0000é', '"\\u0000é"'],
    [3, '3'],
    [-2.5, '-2.5'],
    [1e21, '1.0e+21'],
    [2n ** 40n, '1099511627776'],
    [true, 'true'],
    [null, 'nil'],
    [new Uint8Array([1, 255]), '0x01ff'],
    [['a', 1], '["a", 1]'],
    [{ 'a.b': ['c'], d: null }, '{"a.b": ["c"], "d": nil}'],
    [ottl.float(2), '2.0'],
  ])('writes %p as a literal', (value, text) => {
    expect(literalText(value)).toBe(text);
  });

  it.each([
    [Number.NaN, 'NaN has no form in OTTL'],
    [new Uint8Array(), 'no bytes have no form in OTTL'],
    [2n ** 63n, '9223372036854775808 is larger than an integer of 64 bits'],
    [
      { kind: 'environment', variable: 'X' },
      expect.stringContaining('a variable or secret has no form in OTTL'),
    ],
  ])('refuses %p', (value, message) => {
    expect(() => literalText(value)).toThrow(expect.objectContaining({ message }));
  });

  it('keeps a text a text, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { tree } = parseValue(literalText(text).replaceAll('$$', '$'), {
          strictLists: false,
          computedKeys: false,
        }) as { tree: object };
        expect(tree).toMatchObject({ kind: 'string', text: text.toWellFormed() });
      }),
      { numRuns: 200 },
    );
  });

  it('shows what is wrong under the text', () => {
    expect(() => ottl.span`set(nam, "a")`).toThrow(
      new Error('OTTL: "span" has no "nam". Write "name".\n  set(nam, "a")\n      ^^^'),
    );
    expect(
      () => ottl.span`set(attributes["a"], 1)
  where name = ${'b'}`,
    ).toThrow(new Error('OTTL: "=" compares nothing. Write "==".\n    where name = "b"\n               ^'));
    expect(() => ottl.log.condition`set(body, "a")`).toThrow(/nothing is compared/);
    expect(() => ottl.metric`scale_metric(${10})`).toThrow(
      /a number with a point, such as 1.0 is wanted here/,
    );
  });

  it('reads a backslash as a configuration does', () => {
    expect(ottl.span`replace_pattern(name, "/(\\d+)", "/{id}")`).toBe(
      'replace_pattern(span.name, "/(\\\\d+)", "/{id}")',
    );
    expect(() => ottl.span`replace_pattern(name, "/(\d+)", "/{id}")`).toThrow(
      /"\\d" is not an escape of a text/,
    );
  });

  it('takes parts into several texts', () => {
    const isHealth = ottl.part`IsMatch(span.attributes["url.path"], ${'^/(health|ready)$'})`;
    expect(ottl.span.condition`${isHealth} and kind == SPAN_KIND_SERVER`).toBe(
      'IsMatch(span.attributes["url.path"], "^/(health|ready)$$") and span.kind == SPAN_KIND_SERVER',
    );
  });

  it('leaves what the collector reads from its environment to the collector', () => {
    expect(ottl.span`set(attributes["a"], "\${env:A}")`).toBe('set(attributes["a"], "${env:A}")');
  });
});
