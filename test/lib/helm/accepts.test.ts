import Ajv from 'ajv';
import fc from 'fast-check';
import { cases } from '../../../conformance/helm/generator';
import { findChart } from '../../../lib/helm';
import { accepts } from '../../../lib/helm/accepts';
import { coalesce } from '../../../lib/helm/coalesce';

// Few versions: Ajv takes long to compile a schema, which is why it is asked only where something is wrong.
test.each(['0.89.0', '0.118.0', '0.170.0'])('a schema is read as Ajv reads it: chart %s', (version) => {
  const chart = findChart(version);
  if (chart === undefined) throw new Error(`${version} is not modelled`);
  const ajv = new Ajv({ strict: false, ownProperties: true }).compile(chart.schema);
  let refused = 0;
  for (const { values } of fc.sample(cases(version), { numRuns: 400, seed: 11 })) {
    const coalesced = coalesce(chart.defaults, values).values;
    const expected = ajv(coalesced);
    if (!expected) refused += 1;
    expect({ values, accepted: accepts(chart.schema, coalesced) }).toEqual({ values, accepted: expected });
  }
  expect(refused).toBeGreaterThan(10);
});

test('a schema with words that are not read here is left to the validator', () => {
  expect(accepts({ type: 'object', properties: { a: { minimum: 3 } } }, { a: 1 })).toBeUndefined();
});

test.each([
  [{ $ref: '#/$defs/n', $defs: { n: { anyOf: [{ type: 'integer' }, { type: 'string' }] } } }, 1.5, false],
  [{ $ref: '#/$defs/n', $defs: { n: { anyOf: [{ type: 'integer' }, { type: 'string' }] } } }, 'a', true],
  [{ oneOf: [{ required: ['a'] }, { required: ['b'] }] }, { a: 1, b: 2 }, false],
  [{ patternProperties: { '^x': { type: 'string' } }, additionalProperties: false }, { x1: 'a' }, true],
  [{ patternProperties: { '^x': { type: 'string' } }, additionalProperties: false }, { y: 'a' }, false],
  [{ items: { enum: ['a', ''] } }, ['a', 'b'], false],
  [{ items: { enum: ['a', ''] } }, ['', 'a'], true],
  // What is not there is met by nothing.
  [{ $ref: '#/$defs/none', $defs: {} }, 1, false],
  [{ $ref: '#/none/n', $defs: {} }, 1, false],
  [{ $ref: '#/$defs/n', $defs: { n: { type: 'integer' } }, type: 'string' }, 1, false],
  [{ type: ['integer', 'null'] }, null, true],
  [{ type: ['integer', 'null'] }, false, false],
  [{ type: 'object' }, [], false],
  [{ type: 'array' }, [], true],
  [{ type: 'boolean' }, true, true],
  [{ oneOf: [{ required: ['a'] }, { required: ['b'] }] }, { b: 2 }, true],
  [{ oneOf: [{ required: ['a'] }, { required: ['b'] }] }, {}, false],
  [{ properties: { a: false } }, { a: 1 }, false],
  [{ properties: { a: true } }, { a: 1, b: 2 }, true],
  [
    { properties: { a: { type: 'string' } }, additionalProperties: { type: 'integer' } },
    { a: 'x', b: 2 },
    true,
  ],
  [{ properties: { a: { type: 'string' } }, additionalProperties: { type: 'integer' } }, { b: 'x' }, false],
  [
    { properties: { xa: { type: 'string' } }, patternProperties: { '^x': { enum: ['b'] } } },
    { xa: 'a' },
    false,
  ],
  [{ patternProperties: { '^x': { type: 'string' } }, additionalProperties: false }, { x1: 1 }, false],
  [{ required: ['a'], properties: { b: {} } }, 'text', true],
])('%j of %j: %s', (schema, value, expected) => {
  expect(accepts(schema, value)).toBe(expected);
});
