/** A structural schema as `schemas/documents` holds them: what CustomResourceDefinitions use of OpenAPI. */
export interface Schema {
  /** Name of a definition. */
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'boolean' | 'integer' | 'number';
  readonly properties?: { readonly [name: string]: Schema };
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-validations'?: readonly CelRule[];
  /** True for a resource quantity. */
  readonly 'x-quantity'?: boolean;
  /** What `metadata.name` must look like. */
  readonly 'x-name'?: Schema;
}

/** A rule of a definition in the Common Expression Language. */
export interface CelRule {
  readonly rule: string;
  readonly message?: string;
}

/** Schemas of kinds with what they have in common. */
export interface SchemaFile {
  readonly definitions: { readonly [name: string]: Schema };
  readonly kinds: { readonly [apiVersionAndKind: string]: Schema };
}
