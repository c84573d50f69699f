import fc from 'fast-check';
import { textCases } from '../../../../conformance/ottl/cases';
import { type Component, ottlFindings } from '../../../../lib/collector/effective';
import {
  conditionFunctions,
  type OttlInput,
  type OttlPlace,
  ottlFaults,
  routingFunctions,
  transformFunctions,
} from '../../../../lib/collector/ottl';
import outcomes from './outcomes.json';

const traces = ['resource', 'scope', 'span', 'spanevent'];
const metrics = ['resource', 'scope', 'metric', 'datapoint', 'exemplar'];
const release = '0.158.0';
const inferred: OttlPlace = { contexts: traces, functions: transformFunctions, release };
const ofSpan: OttlPlace = { contexts: ['span'], context: 'span', functions: transformFunctions, release };
const conditions: OttlPlace = { ...ofSpan, functions: conditionFunctions };

const statement = (text: string): OttlInput => ({ kind: 'statement', text });
const condition = (text: string): OttlInput => ({ kind: 'condition', text });

function faultOf(input: OttlInput, place: OttlPlace): string | undefined {
  const [fault] = ottlFaults([input], place);
  return fault === undefined ? undefined : [fault.message, fault.fix].filter((part) => part).join('. ');
}

describe('OTTL names what there is where it stands', () => {
  it.each([
    ['set(span.nam, "a")', '"span" has no "nam". Write "name".'],
    [
      'set(spam.name, "a")',
      'nothing is named "spam" here. Begin a path with one of resource, scope, span, spanevent.',
    ],
    [
      'set(name, "a")',
      '"name" does not say of what. Write the context before the path, such as resource.name or scope.name or span.name or spanevent.name.',
    ],
    ['set(span.attributes.a, "b")', '"span.attributes" has no "a". Write attributes["a"].'],
    ['set(span.name["a"], "b")', '"span.name" takes no key'],
    ['set(span.trace_state["a"]["b"], "c")', '"span.trace_state" takes one key only'],
    [
      'set(otelcol.client, span.name)',
      '"otelcol.client" alone is nothing. Write one of otelcol.client.addr, otelcol.client.auth, otelcol.client.metadata.',
    ],
    [
      'set(span.cache["a"], resource.cache["b"])',
      '"resource.cache" is not at hand here: only the cache of span is. Write "span.cache".',
    ],
    ['sett(span.name, "a")', 'there is no function "sett". Write "set".'],
    ['set(span.name)', '"set" takes 2 arguments, and there is 1. Write set(target, value).'],
    ['limit(span.attributes, "10", [])', 'a whole number is wanted here'],
    ['keep_keys(span.attributes, "a")', 'a list in square brackets is wanted here'],
    ['keep_keys("a", [span.name])', 'a path is wanted here'],
    [
      'set(span.name, concat(["a"], ""))',
      '"concat" is not a function that gives a value. Functions that give a value begin with a capital letter.',
    ],
    [
      'Concat(["a"], "")',
      '"Concat" gives a value and changes nothing: a statement begins with a function in lower case, such as set. Write set(…, Concat(…)).',
    ],
    [
      'set(span.kind, SPAN_KIND_SERVR)',
      'there is no word "SPAN_KIND_SERVR" for the context span. Write "SPAN_KIND_SERVER".',
    ],
    ['set(span.name, Substring(span.name, "0", 3))', 'an integer is wanted here'],
    [
      'replace_pattern(span.name, "a(?=b)", "c")',
      expect.stringMatching(/^"a\(\?=b\)" is not a regular expression \(RE2\)/),
    ],
    [
      'merge_maps(span.attributes, resource.attributes, "replace")',
      '"replace" is none of insert, update, upsert',
    ],
    [
      'set(span.name, Trim(target=span.name, "a"))',
      'an argument without a name stands behind one with a name',
    ],
    [
      'set(span.name, Trim(span.name, replacment="a"))',
      'there is no argument named "replacment". Its arguments are target, replacement.',
    ],
    ['replace_pattern(span.name, "a", "b", SHA255)', expect.stringMatching(/^there is no function "SHA255"/)],
    [
      'replace_pattern(span.name, "a", "b", SHA256)',
      expect.stringMatching(/^"SHA256" cannot be handed over while no context is written/),
    ],
    ['set(span.span_id, SpanID(0x0102))', 'an id has 8 bytes or 16 hexadecimal digits'],
    ['set(span.attributes["t"], Time("1", "%Y-%Q"))', '"%Q" is not a directive of a time'],
    [
      'set_semconv_span_name("1.37.0")',
      'no path tells what the text is about. Write the context beside it: resource, scope, span, spanevent.',
    ],
  ])('%s', (text, expected) => {
    expect(faultOf(statement(text), inferred)).toEqual(expected);
  });

  it.each([
    'set(span.attributes["a"], resource.attributes["b"]["c"]) where span.kind == SPAN_KIND_SERVER',
    'set(spanevent.name, span.name)',
    'set(resource.attributes["a"], otelcol.client.auth.attributes["b"])',
    'delete_key(span.attributes, Concat(["a", span.name], "."))',
    'set(span.name, Now(1))',
    'keep_matching_keys(span.attributes, "^(a|b)$")',
    'append(span.attributes["a"], values=["x", "y"])',
  ])('has nothing against %s', (text) => {
    expect(faultOf(statement(text), inferred)).toBeUndefined();
  });

  it('doubts a change of what cannot be changed, with which the collector starts', () => {
    const [fault] = ottlFaults([statement('set(otelcol.client.addr, span.name)')], inferred);
    expect(fault).toMatchObject({
      message: '"otelcol.client.addr" cannot be changed: "set" fails each time',
      isLate: true,
    });
    expect(faultOf(statement('set(spanevent.event_index, 1)'), inferred)).toMatch(/cannot be changed/);
    expect(faultOf(statement('set(span.attributes["a"], otelcol.client.addr)'), inferred)).toBeUndefined();
  });

  it('lets a path stand without context where the place has one', () => {
    expect(
      faultOf(condition('attributes["a"] == "b" and resource.attributes["c"] != nil'), conditions),
    ).toBeUndefined();
    expect(faultOf(condition('atributes["a"] == "b"'), conditions)).toBe(
      '"span" has no "atributes". Write "attributes".',
    );
  });

  it('knows which place has which functions', () => {
    expect(faultOf(condition('IsRootSpan()'), conditions)).toBeUndefined();
    expect(
      faultOf(condition('IsRootSpan()'), { ...conditions, context: 'spanevent', contexts: ['spanevent'] }),
    ).toBe('"IsRootSpan" is a function of the context span, not of spanevent');
    expect(
      faultOf(statement('route() where attributes["a"] == 1'), { ...ofSpan, functions: routingFunctions }),
    ).toBeUndefined();
    expect(faultOf(statement('set(attributes["a"], 1)'), { ...ofSpan, functions: routingFunctions })).toBe(
      '"set" is not a function of this component. Change data in a transform processor.',
    );
  });

  it('tells the context from all texts of a group', () => {
    const group = [
      statement('set(resource.attributes["a"], 1)'),
      statement('set(cache["b"], datapoint.value_int)'),
    ];
    const faults = ottlFaults(group, { ...inferred, contexts: metrics });
    expect(faults.map((fault) => fault?.message)).toEqual([undefined, '"cache" does not say of what']);
    const smaller = [statement('merge_histogram_buckets(0.5) where metric.name == "a"')];
    expect(ottlFaults(smaller, { ...inferred, contexts: metrics })).toEqual([undefined]);
  });

  it('judges names by the release, and none of a release that it does not know', () => {
    const average = statement('set(span.attributes["a"], Coalesce([span.name, "b"]))');
    expect(faultOf(average, { ...inferred, release: '0.149.0' })).toMatch(/^there is no function "Coalesce"/);
    expect(faultOf(average, inferred)).toBeUndefined();
    // Between 0.149 and 0.158 it may be there.
    expect(faultOf(average, { ...inferred, release: '0.152.0' })).toBeUndefined();
    expect(faultOf(statement('set(span.new, Newer())'), { ...inferred, release: '0.199.0' })).toBeUndefined();
    expect(faultOf(statement('set(span.new, Newer()'), { ...inferred, release: '0.199.0' })).toBe(
      '")" is missing',
    );
  });

  it('says nothing of names where a neighbour is not known that may tell the context', () => {
    expect(faultOf(statement('set(cache["a"], 1)'), { ...inferred, isPartial: true })).toBeUndefined();
    expect(faultOf(statement('set(cache["a"], 1'), { ...inferred, isPartial: true })).toBe('")" is missing');
  });

  it('says of texts with a slip what the components of 0.158 said', () => {
    const wrong = outcomes.filter(({ isRefused, ...component }) => {
      const whole = { ...component, id: component.type, writtenType: component.type, name: '', path: [] };
      return (
        ottlFindings(whole as unknown as Component, release).some(({ fault }) => fault.isLate !== true) !==
        isRefused
      );
    });
    expect(outcomes.filter(({ isRefused }) => isRefused).length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it('has nothing against any text that its grammar and names make', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        for (const { component } of textCases(release, seed, 10).right) {
          const whole = { ...component, id: component.type, writtenType: component.type, name: '', path: [] };
          expect(ottlFindings(whole, release).filter(({ fault }) => fault.isLate !== true)).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
