import { structure } from '../../../tools/schemas/import-platforms';

test('of a definition names, types and demands stay, without prose, bounds and rules', () => {
  const schema = {
    type: 'object',
    description: 'A thing.',
    'x-kubernetes-validations': [{ rule: 'self.a > 1' }],
    required: ['size', 'mode'],
    properties: {
      size: { type: 'integer', minimum: 1, description: 'How big.' },
      mode: { type: 'string', default: 'fast', enum: ['fast', 'slow'], pattern: '^[a-z]+$' },
      port: { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true },
      more: { type: 'object', additionalProperties: { type: 'string', maxLength: 3 } },
      any: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    },
  };
  expect(structure(schema)).toEqual({
    type: 'object',
    required: ['size'],
    properties: {
      size: { type: 'integer' },
      mode: { type: 'string', enum: ['fast', 'slow'] },
      port: { 'x-kubernetes-int-or-string': true },
      more: { type: 'object', additionalProperties: { type: 'string' } },
      any: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    },
  });
});
