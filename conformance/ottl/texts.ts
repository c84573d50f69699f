import type { OttlFacts, Parameter, PathNode } from '../../lib/collector/ottl/facts';
import { functionNames, type OttlScope } from '../../lib/collector/ottl/scope';
import type { Random } from '../../tools/fuzz/random';

/** Writes texts that are right where they stand, out of what is known of functions, paths and enumerations. */
export class Writer {
  constructor(
    private readonly random: Random,
    private readonly scope: OttlScope,
  ) {}

  statement(): string {
    const name = this.random.pick(this.names(true));
    const call = this.call(name, 2);
    return this.random.chance(0.6) ? `${call} where ${this.condition(2)}` : call;
  }

  condition(depth: number): string {
    const { random } = this;
    const kind = random.below(depth > 0 ? 7 : 3);
    if (kind <= 2)
      return `${this.value('Getter', depth)} ${random.pick(['==', '!=', '<', '<=', '>', '>='])} ${this.value('Getter', depth)}`;
    if (kind === 3)
      return `${this.condition(depth - 1)} ${random.pick(['and', 'or'])} ${this.condition(depth - 1)}`;
    if (kind === 4) return `not (${this.condition(depth - 1)})`;
    if (kind === 5) return random.pick(['true', 'false', 'not true']);
    return this.converter(depth);
  }

  value(type: string, depth: number): string {
    const { random } = this;
    if (type.startsWith('[]')) {
      if (type === '[]uint8') return '0x0a1b';
      const length = 1 + random.below(3);
      return `[${Array.from({ length }, () => this.value(type.slice(2), depth - 1)).join(', ')}]`;
    }
    if (type.endsWith('Setter')) return this.path();
    const literal = literals[type];
    const isWritten = writtenTypes.has(type);
    const kind = random.below(isWritten ? 1 : depth > 0 ? 5 : 2);
    if (kind === 0 && literal !== undefined) return random.pick(literal);
    if (kind <= 2 || depth <= 0) return this.path();
    if (kind === 3) return this.converter(depth - 1);
    if (type !== 'Getter') return this.path();
    return random.pick([
      () => `${this.path()} ${random.pick(['+', '-', '*', '/'])} ${random.pick(['2', '1.5', '(3 - 1)'])}`,
      () => `{"a": ${this.value('Getter', depth - 1)}, "b": 2}`,
      () => `[${this.value('Getter', depth - 1)}, "x"]`,
      () => this.enumeration(),
    ])();
  }

  private enumeration(): string {
    const known = [...this.scope.facts.enums(this.scope.context)];
    return known.length === 0 ? '1' : this.random.pick(known);
  }

  private converter(depth: number): string {
    const call = this.call(this.random.pick(this.names(false)), depth);
    return this.random.chance(0.1) ? `${call}["a"]` : call;
  }

  /** Lambdas need a switch of the collector that is off. */
  private names(isEditor: boolean): string[] {
    return functionNames(this.scope, isEditor).filter(
      (name) => !this.signature(name).some(({ type }) => type === 'LambdaExpression') && !special.has(name),
    );
  }

  private signature(name: string): readonly Parameter[] {
    return this.scope.facts.signatures(name)[0] ?? [];
  }

  call(name: string, depth: number): string {
    const { random } = this;
    const parameters = this.signature(name);
    const required = parameters.filter(({ isOptional }) => !isOptional).length;
    // What is appended must be there, though each argument for it may be left out.
    const least = name === 'append' ? 2 : required;
    const count = random.chance(0.7) ? least : least + random.below(parameters.length - least + 1);
    const given = parameters.slice(0, count).map((parameter) => this.argument(name, parameter, depth));
    return `${name}(${given.join(', ')})`;
  }

  private argument(name: string, { name: parameter, type }: Parameter, depth: number): string {
    if (type === 'FunctionGetter') return this.random.pick(this.handed());
    const fixed = settled[`${name}.${parameter}`] ?? settled[parameter];
    if (fixed !== undefined) return this.random.pick(fixed);
    return this.value(type, depth - 1);
  }

  /** A function in capitals that is handed over is taken for a word where the context is found out. */
  private handed(): readonly string[] {
    return this.scope.needsContext ? ['ToLowerCase', 'Trim'] : ['SHA256', 'MD5', 'ToLowerCase'];
  }

  path(): string {
    const { random, scope } = this;
    const sees = [...(scope.facts.sees(scope.context) ?? [])];
    const context = random.chance(0.6) ? scope.context : random.pick(sees);
    const path = this.below(context, scope.facts);
    const canBeBare = !scope.needsContext && context === scope.context;
    // A bare first word that is the name of a context would be taken for it.
    return canBeBare && random.chance(0.5) && !sees.includes(path.split(/[.[]/)[0] ?? '')
      ? path
      : `${context}.${path}`;
  }

  private below(context: string, facts: OttlFacts): string {
    const [tree] = facts.paths(context);
    const parts: string[] = [];
    let node: PathNode | undefined = tree;
    while (node !== undefined && node.below.size > 0) {
      if (parts.length > 0 && node.isValue && this.random.chance(0.4)) break;
      const names: string[] = [...node.below.keys()].filter(
        (name) => name !== 'cache' || context === this.scope.context,
      );
      const name = this.random.pick(names);
      parts.push(name);
      node = node.below.get(name);
    }
    const path = parts.join('.');
    if ((node?.mostKeys ?? 0) === 0 || !this.random.chance(0.8)) return path;
    return `${path}["${this.random.pick(words)}"]${node?.mostKeys !== 1 && this.random.chance(0.2) ? '["inner"]' : ''}`;
  }
}

const words = ['http.method', 'service.name', 'a', 'k8s.pod.name', 'with space'];
const writtenTypes = new Set(['string', 'float64', 'int64', 'bool', 'Enum']);

const literals: Readonly<Record<string, readonly string[]>> = {
  Getter: ['"text"', '1', '-2', '1.5', 'true', 'nil', '0x0a', '"a \\"quoted\\" text"'],
  StringGetter: ['"text"', '"a.b"', '""'],
  StringLikeGetter: ['"text"', '1', 'true', 'nil'],
  IntGetter: ['1', '-1', '10'],
  IntLikeGetter: ['1', '"1"', 'true', '2.0'],
  FloatGetter: ['1.0', '-0.5'],
  FloatLikeGetter: ['1', '1.5', '"2"', 'true'],
  BoolGetter: ['true', 'false'],
  BoolLikeGetter: ['true', '"true"', '1'],
  PMapGetter: ['{"a": 1}', '{}'],
  PSliceGetter: ['["a"]', '[1, 2]'],
  ByteSliceLikeGetter: ['0x0a0b', '"text"', '1'],
  string: ['"text"'],
  float64: ['1.0', '2.5'],
  int64: ['1', '20'],
  bool: ['true', 'false'],
};

/** Functions whose texts have a grammar that is not written here. */
const special = new Set(['set_semconv_span_name']);

/** Arguments that are one of a few texts, or a text of a language of their own. */
const settled: Readonly<Record<string, readonly string[]>> = {
  Pattern: ['"^a.*$"', '"(?P<name>[a-z]+)"'],
  'ExtractGrokPatterns.Pattern': [
    '"%{IP:a.b} %{WORD}"',
    '"%{NUMBER:n:int}-(?P<c>x)"',
    '"%{COMBINEDAPACHELOG}"',
  ],
  PatternDefinitions: ['["X=%{INT}"]'],
  RegexPattern: ['"^a.*$"', '"(\\\\d+)"'],
  'replace_all_patterns.Mode': ['"key"', '"value"'],
  'ParseCSV.Mode': ['"strict"', '"lazyQuotes"'],
  'TraceID.Target': ['0x0102030405060708090a0b0c0d0e0f10', '"0102030405060708090a0b0c0d0e0f10"'],
  'ProfileID.Target': ['0x0102030405060708090a0b0c0d0e0f10'],
  'SpanID.Target': ['0x0102030405060708', '"0102030405060708"'],
  ToCase: ['"lower"', '"upper"'],
  Strategy: ['"insert"', '"upsert"'],
  Order: ['"asc"', '"desc"'],
  'Time.Format': ['"%Y-%m-%d"'],
  'FormatTime.Format': ['"%Y-%m-%d"'],
  'ParseCLF.Format': ['"clf"', '"combined"'],
  'ParseCSV.Delimiter': ['";"'],
  HeaderDelimiter: ['","'],
  Delimiter: ['"="', '":"'],
  PairDelimiter: ['","', '"&"'],
  'limit.Limit': ['10', '100'],
  'truncate_all.Limit': ['20', '100'],
  TruncationMarker: ['"..."'],
  Depth: ['1', '2'],
  Networks: ['["10.0.0.0/8"]'],
  StringAggTemp: ['"delta"', '"cumulative"'],
  AggregationFunction: ['"sum"', '"max"'],
  DistributionFn: ['"upper"', '"uniform"'],
  Percentile: ['95.0'],
  Method: ['"remove_explicit_bound"'],
  XPath: [
    '"/a/b"',
    `"//a[@id='x' and not(b)]/text()"`,
    '"count(//a[position() < last()]) + 1"',
    '"ancestor::a | //b/.."',
  ],
  Location: ['"Europe/Berlin"'],
  Locale: ['"en"'],
  Encoding: ['"base64"'],
  Variant: ['"base64"'],
  TargetValue: ['0.5'],
};
