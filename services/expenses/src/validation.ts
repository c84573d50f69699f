import type { FastifySchemaValidationError } from 'fastify';

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength, pattern: '\\S' });

/** JSON Schema of the body of `POST /expenses`. */
export const newExpenseSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'amount', 'userId', 'category'],
  properties: {
    name: text(100),
    description: { type: 'string', maxLength: 500 },
    amount: { type: 'number', exclusiveMinimum: 0, maximum: 1e12 },
    userId: text(128),
    category: text(100),
    date: { type: 'string', anyOf: [{ format: 'date-time' }, { format: 'date' }] },
    status: { type: 'string', enum: ['pending', 'paid', 'cancelled'] },
    tags: { type: 'array', maxItems: 20, items: text(50) },
  },
} as const;

/** JSON Schema of the query of `GET /expenses`: exactly one of the two, and which part of the list. */
export const filterSchema = {
  type: 'object',
  additionalProperties: false,
  anyOf: [{ required: ['userId'] }, { required: ['category'] }],
  not: { required: ['userId', 'category'] },
  properties: {
    userId: text(128),
    category: text(100),
    /** From 1 to 1000. */
    limit: { type: 'string', pattern: '^(?:[1-9]\\d{0,2}|1000)$' },
    cursor: { type: 'string', minLength: 1, maxLength: 2048 },
  },
} as const;

/** One thing that is wrong with a request. */
export interface Detail {
  /** Where, `amount` or `tags[2]`; empty for the body or query as a whole. */
  readonly field: string;
  readonly message: string;
}

/** Says what a validator's errors mean, one sentence a field. */
export function explain(errors: readonly FastifySchemaValidationError[]): Detail[] {
  const details = new Map<string, Detail>();
  for (const error of errors) {
    const detail = explainOne(error);
    // The first complaint about a field is the telling one: a blank name is also too short.
    if (detail !== undefined && !details.has(detail.field)) details.set(detail.field, detail);
  }
  return [...details.values()];
}

function explainOne({
  instancePath,
  keyword,
  params,
  message,
  schemaPath,
}: FastifySchemaValidationError): Detail | undefined {
  if (schemaPath.includes('/anyOf/') && keyword === 'required') return exactlyOne;
  if (instancePath === '/limit' && keyword === 'pattern')
    return { field: 'limit', message: 'must be a whole number from 1 to 1000' };
  const field = fieldName(instancePath);
  const inside = (name: unknown) => (field === '' ? String(name) : `${field}.${String(name)}`);
  switch (keyword) {
    case 'required':
      return { field: inside(params.missingProperty), message: 'is missing' };
    case 'additionalProperties':
      return { field: inside(params.additionalProperty), message: 'is not a known field' };
    case 'type':
      return { field, message: `must be of type ${String(params.type)}` };
    case 'exclusiveMinimum':
      return { field, message: `must be above ${String(params.limit)}` };
    case 'maximum':
      return { field, message: `must be at most ${String(params.limit)}` };
    case 'maxLength':
      return { field, message: `must have at most ${String(params.limit)} characters` };
    case 'maxItems':
      return { field, message: `must have at most ${String(params.limit)} items` };
    case 'minLength':
    case 'pattern':
      return { field, message: 'must not be blank' };
    case 'enum':
      return { field, message: `must be one of ${String(params.allowedValues).replaceAll(',', ', ')}` };
    case 'not':
      return exactlyOne;
    case 'format':
      return { field, message: 'must be an RFC 3339 date or date-time, such as 2026-03-01' };
    case 'anyOf':
      return undefined;
    default:
      return { field, message: message ?? `fails ${keyword}` };
  }
}

const exactlyOne: Detail = { field: '', message: 'give exactly one of userId and category' };

function fieldName(instancePath: string): string {
  return instancePath
    .slice(1)
    .split('/')
    .map((part, at) => (/^\d+$/.test(part) ? `[${part}]` : at === 0 ? part : `.${part}`))
    .join('');
}
