import type { ComponentClass } from '../../../../lib/collector/handles';
import type { ComponentFile, NotedType, Struct, StructField } from './model';
import { pascalCase } from './names';
import { joinTypes, printType } from './notation';
import type { Refinements } from './refine';
import { mergeTwins, type Structs } from './twins';

/** What `conformance/collector/reflect` and `tools/schemas/go-fields` print. */
export interface Inspection {
  /** Where it comes from; default `reflection`. */
  readonly from?: 'reflection' | 'source';
  readonly release: string;
  readonly components: readonly InspectedComponent[];
  readonly structs: { readonly [goName: string]: InspectedStruct };
  /** Log operators: type → struct. */
  readonly operators: { readonly [type: string]: string };
  /** Scrapers of the host metrics receiver: key → struct. */
  readonly scrapers: { readonly [name: string]: string };
  /** Components that could not be read, each with the reason. */
  readonly failed?: { readonly [component: string]: string };
}

export interface InspectedComponent {
  readonly class: ComponentClass;
  /** Type in the release of its module; it may be an earlier name. */
  readonly type: string;
  /** The type that the release itself gives it, where it was read off the source. */
  readonly declared?: string;
  /** Where its source lies. */
  readonly folder?: string;
  readonly package: string;
  readonly release: string;
  readonly stability: { readonly [signal: string]: string };
  readonly config: string;
  readonly defaults?: { readonly [name: string]: unknown };
  /** Places whose type could not be read off the source, with the reason. */
  readonly unseen?: readonly string[];
}

export interface InspectedStruct {
  readonly fields: readonly InspectedField[];
  readonly others?: InspectedType;
  readonly custom?: boolean;
}

export interface InspectedField {
  readonly name: string;
  readonly type: InspectedType;
  readonly optional?: boolean;
  /** Struct that declares the field, where it was squashed into this one. */
  readonly from?: string;
  /** No tag tells it, but the component's own decoding asks for it: it may belong to an inner part. */
  readonly read?: boolean;
}

export interface InspectedType {
  readonly scalar?: string;
  readonly list?: InspectedType;
  readonly map?: InspectedType;
  readonly struct?: string;
  readonly go?: string;
}

/** Fields of one component as the catalog holds them. */
export interface ConvertedFields {
  readonly structs: Structs;
  readonly defaults?: { readonly [name: string]: unknown };
}

/** Turns what reflection found into the catalog's structs; shared ones are collected over all components. */
export class ReflectionConverter {
  /** Structs that are declared outside of the component that uses them. */
  readonly shared: Structs = {};
  /** The Go struct behind each of them, so that two of one name are told apart. */
  private readonly goNames = new Map<string, string>();

  /** @param known shared structs of the catalog: the log operators where the inspection does not tell them */
  constructor(
    private readonly inspection: Inspection,
    private readonly refinements: Refinements,
    private readonly known: Structs = {},
  ) {}

  /** The structs and defaults of one component. */
  convert(component: InspectedComponent): ConvertedFields {
    const own: Structs = {};
    const scope = { component, own };
    const config = this.inspection.structs[component.config];
    own.Config = this.struct(config ?? { fields: [] }, component.config, scope);
    if (component.type === 'host_metrics') this.addScrapers(own, scope);
    const merged = mergeTwins(own);
    return component.defaults === undefined || Object.keys(component.defaults).length === 0
      ? { structs: merged }
      : { structs: merged, defaults: component.defaults };
  }

  /** The type of a value that is no struct. */
  plain(type: InspectedType, component: InspectedComponent): NotedType {
    return this.type(type, { component, own: {} });
  }

  private struct(inspected: InspectedStruct, goName: string, scope: Scope): Struct {
    const fields: Record<string, StructField> = {};
    for (const field of [...inspected.fields].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      // A name with capitals is a Go field without a tag: it is no key of a configuration.
      if (/[A-Z]/.test(field.name)) continue;
      const type = printType(this.fieldType(field, [goName, ...declarers(inspected, field)], scope));
      // The queue of every exporter has taken `enabled` in all releases; only how Go writes that changed.
      const optional = field.optional === true || type === 'SendingQueue';
      fields[field.name] = optional ? { type, optional } : { type };
    }
    return inspected.others === undefined
      ? { fields }
      : { fields, others: printType(this.type(inspected.others, scope)) };
  }

  private fieldType(field: InspectedField, declaredBy: readonly string[], scope: Scope): NotedType {
    if (field.name === 'endpoint') {
      const address = addressKind(declaredBy, this.listens(scope.component));
      if (address !== undefined) return { kind: address };
    }
    return this.type(field.type, scope);
  }

  /** Receivers that scrape call what they watch; the others, and extensions, listen. */
  private listens({ class: kind, config }: Scope['component']): boolean {
    const fields = this.inspection.structs[config]?.fields ?? [];
    const scrapes = fields.some(({ from = '' }) => from.endsWith('.ControllerConfig'));
    return kind === 'extension' || (kind === 'receiver' && !scrapes);
  }

  private type(type: InspectedType, scope: Scope): NotedType {
    if (type.list !== undefined) return { kind: 'list', of: this.type(type.list, scope) };
    if (type.map !== undefined) return { kind: 'map', of: this.type(type.map, scope) };
    if (type.struct !== undefined) return { kind: 'struct', name: this.structName(type.struct, scope) };
    return this.scalar(type);
  }

  private scalar(type: InspectedType): NotedType {
    const known = this.refinements.goTypes[shortGoName(type.go ?? '')];
    if (known !== undefined) return { kind: 'enumeration', values: known };
    switch (type.scalar) {
      case 'component':
        return { kind: 'extension' };
      case 'secrets':
        this.shared.SecretPair = secretPair;
        return joinTypes([
          { kind: 'map', of: { kind: 'secret' } },
          { kind: 'list', of: { kind: 'struct', name: 'SecretPair' } },
        ]);
      case 'texts':
        return { kind: 'map', of: { kind: 'text' } };
      case 'targets':
        this.shared.PrometheusTargets = prometheusTargets;
        return { kind: 'struct', name: 'PrometheusTargets' };
      case 'operator':
        return this.operator();
      default:
        return { kind: scalarKind(type.scalar) };
    }
  }

  private operator(): NotedType {
    if (Object.keys(this.inspection.operators).length === 0) return this.knownOperators();
    const types = Object.entries(this.inspection.operators).sort(([a], [b]) => (a < b ? -1 : 1));
    return { kind: 'union', of: types.map(([type, goName]) => this.operatorType(type, goName)) };
  }

  private knownOperators(): NotedType {
    const names = Object.keys(this.known).filter((name) => {
      const type = this.known[name]?.fields.type;
      return name.startsWith('Operator') && type?.required === true;
    });
    return names.length === 0
      ? { kind: 'any' }
      : { kind: 'union', of: names.map((name) => ({ kind: 'struct', name })) };
  }

  private operatorType(type: string, goName: string): NotedType {
    const name = `Operator${pascalCase(type)}`;
    if (this.shared[name] === undefined) {
      this.shared[name] = { fields: {} };
      const inspected = this.inspection.structs[goName] ?? { fields: [] };
      const struct = this.struct(inspected, goName, operatorScope);
      this.shared[name] = {
        ...struct,
        fields: { ...struct.fields, type: { type: `'${type}'`, required: true } },
      };
    }
    return { kind: 'struct', name };
  }

  private addScrapers(own: Structs, scope: Scope): void {
    const fields: Record<string, StructField> = {};
    for (const [name, goName] of Object.entries(this.inspection.scrapers).sort(([a], [b]) =>
      a < b ? -1 : 1,
    )) {
      fields[name] = { type: this.structName(goName, scope) };
    }
    own.Scrapers = { fields };
    const config = own.Config ?? { fields: {} };
    own.Config = { ...config, fields: { ...config.fields, scrapers: { type: 'Scrapers', required: true } } };
  }

  private structName(goName: string, scope: Scope): string {
    const inspected = this.inspection.structs[goName];
    if (inspected === undefined) throw new Error(`no struct ${goName}`);
    const short = shortGoName(goName);
    const home = shortGoName(scope.component.package);
    const isOwn = short.startsWith(`${home}.`) || short.startsWith(`${home}/`);
    const name = isOwn ? ownName(short.slice(home.length + 1)) : this.sharedName(short);
    const target = isOwn ? scope.own : this.shared;
    if (target[name] === undefined) {
      // Registered before its fields are read, because it may hold itself.
      target[name] = { fields: {} };
      target[name] = this.struct(inspected, goName, isOwn ? scope : { ...scope, own: this.shared });
    }
    return name;
  }

  private sharedName(short: string): string {
    const given = this.refinements.structNames[short];
    if (given !== undefined) return given;
    for (let words = 1; ; words++) {
      const name = composedName(short, words);
      const taken = this.goNames.get(name) ?? short;
      if (taken !== short && words < short.split('/').length) continue;
      this.goNames.set(name, short);
      return name;
    }
  }
}

/** A name made of the last folders of a package and the type: `config/confighttp.CORSConfig` → `HttpCORSConfig`. */
function composedName(short: string, words: number): string {
  const dot = short.lastIndexOf('.');
  const segments = short
    .slice(0, dot)
    .split('/')
    .filter((segment) => segment !== 'internal' && segment !== 'config');
  const home = pascalCase(
    segments
      .slice(-words)
      .join('_')
      .replace(/^config(?=.)/, ''),
  );
  const type = pascalCase(short.slice(dot + 1));
  const prefix = short.startsWith('github.com/prometheus/') ? 'Prometheus' : '';
  return type.startsWith(home) || home === prefix ? `${prefix}${type}` : `${prefix}${home}${type}`;
}

interface Scope {
  readonly component: Pick<InspectedComponent, 'class' | 'package' | 'config'>;
  readonly own: Structs;
}

const operatorScope: Scope = { component: { class: 'receiver', package: '-', config: '' }, own: {} };
const secretPair: Struct = { fields: { name: { type: 'text', required: true }, value: { type: 'secret' } } };
const prometheusTargets: Struct = {
  fields: { labels: { type: 'text{}' }, targets: { type: 'text[]', required: true } },
};

/** `github.com/…-contrib/processor/x.Config` → `processor/x.Config`, core's with `@` in front. */
export function shortGoName(name: string): string {
  return name
    .replace('github.com/open-telemetry/opentelemetry-collector-contrib/', '')
    .replace('go.opentelemetry.io/collector/', '@');
}

function ownName(rest: string): string {
  const dot = rest.lastIndexOf('.');
  const folders = rest
    .slice(0, Math.max(dot, 0))
    .split('/')
    .filter((folder) => !['', 'internal', 'metadata', 'scraper', 'common'].includes(folder));
  const name = pascalCase(folders.join('_')) + pascalCase(rest.slice(dot + 1));
  return name === 'Config' ? 'InnerConfig' : name;
}

/** The structs that a field came from; an address is squashed into a server, and that into the component. */
function declarers({ fields }: InspectedStruct, { from }: InspectedField): string[] {
  if (from === undefined) return [];
  const isAddress = /\/confignet\.(TCP)?AddrConfig$/.test(from);
  const all = isAddress ? fields.map((field) => field.from ?? '') : [];
  return [from, ...all.filter((name) => name.endsWith('.ServerConfig'))];
}

function addressKind(
  declaredBy: readonly string[],
  listens: boolean,
): 'http' | 'grpc' | 'listen' | undefined {
  const short = declaredBy.map(shortGoName);
  if (short.includes('@config/confighttp.ClientConfig')) return 'http';
  if (short.includes('@config/configgrpc.ClientConfig')) return 'grpc';
  const servers = ['@config/confighttp.ServerConfig', '@config/configgrpc.ServerConfig'];
  if (short.some((name) => servers.includes(name))) return 'listen';
  // The plain address structs serve both sides.
  const plain = short.some((name) => /^@config\/confignet\.(TCP)?AddrConfig$/.test(name));
  return plain && listens ? 'listen' : undefined;
}

function scalarKind(
  scalar: string | undefined,
): 'text' | 'integer' | 'number' | 'boolean' | 'duration' | 'size' | 'secret' | 'pipeline' | 'any' {
  switch (scalar) {
    case 'text':
    case 'integer':
    case 'number':
    case 'boolean':
    case 'duration':
    case 'size':
    case 'secret':
    case 'pipeline':
      return scalar;
    default:
      return 'any';
  }
}

/** The component file with its fields replaced by what was found. */
export function withFields(
  file: ComponentFile,
  from: 'reflection' | 'source',
  component: InspectedComponent,
  fields: ConvertedFields,
): ComponentFile {
  const { structs: _structs, defaults: _defaults, source: _source, untyped: _untyped, ...facts } = file;
  const unseen = component.unseen?.map((place) => shortGoName(place)) ?? [];
  return {
    ...facts,
    source: {
      from,
      release: component.release,
      ...(unseen.length === 0 ? {} : { inexact: [...new Set(unseen)] }),
    },
    ...fields,
  };
}
