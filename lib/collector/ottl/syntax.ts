/** A place in a text. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

export interface Call extends Placed {
  readonly kind: 'call';
  readonly name: string;
  /** True for a name in lower case: a function that changes data, or one that is written wrongly. */
  readonly isEditor: boolean;
  readonly arguments: readonly Argument[];
  readonly keys: readonly Key[];
  /** Where the name ends. */
  readonly nameEnd: number;
}

export interface Argument extends Placed {
  readonly name?: string;
  /** Undefined where a function is handed over. */
  readonly value?: Value;
  /** A function that is handed over. */
  readonly functionName?: string;
}

export type Key = Value;

export interface PathField extends Placed {
  readonly name: string;
  readonly keys: readonly Key[];
}

export interface PathValue extends Placed {
  readonly kind: 'path';
  /** The first word, where a dot follows it directly; it may be the name of a context. */
  readonly context?: string;
  readonly fields: readonly PathField[];
}

export interface Lambda extends Placed {
  readonly kind: 'lambda';
  readonly parameters: readonly string[];
  readonly body: Value | Condition;
}

export interface MathValue extends Placed {
  readonly kind: 'math';
  readonly operands: readonly Value[];
  /** The number or other value that it comes to, where nothing is computed: `-1`, `(2)`. */
  readonly plain?: Value;
}

export type Value =
  | (Placed & { readonly kind: 'nil' })
  | (Placed & { readonly kind: 'string'; readonly text: string })
  | (Placed & { readonly kind: 'boolean'; readonly isTrue: boolean })
  | (Placed & { readonly kind: 'bytes'; readonly text: string })
  | (Placed & { readonly kind: 'int'; readonly text: string })
  | (Placed & { readonly kind: 'float'; readonly text: string })
  | (Placed & { readonly kind: 'enum'; readonly name: string })
  | (Placed & { readonly kind: 'list'; readonly values: readonly Value[] })
  | (Placed & { readonly kind: 'map'; readonly entries: readonly MapEntry[] })
  | PathValue
  | Call
  | Lambda
  | MathValue;

export interface MapEntry {
  readonly key: Value;
  readonly value: Value;
}

export type Condition =
  | (Placed & {
      readonly kind: 'compare';
      readonly left: Value;
      readonly right: Value;
      readonly operator: string;
    })
  | (Placed & { readonly kind: 'constant'; readonly isTrue: boolean })
  | (Placed & { readonly kind: 'test'; readonly call: Call })
  | (Placed & { readonly kind: 'not'; readonly operand: Condition })
  | (Placed & { readonly kind: 'all' | 'any'; readonly operands: readonly Condition[] });

export interface Statement extends Placed {
  readonly kind: 'statement';
  readonly call: Call;
  readonly where?: Condition;
}
