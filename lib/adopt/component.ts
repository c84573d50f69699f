import type { ComponentFacts } from '../collector/catalog';
import { componentFacts, fieldsOf } from '../collector/catalog';
import { collectorPath, type Data, isMap, type Path, walk } from '../documents';
import { type Code, callOf, listOf, objectOf, print, quoted } from './code';
import { type AdoptContext, note, remarksAt } from './context';
import { literal } from './literals';
import type { AdoptedComponent } from './parts';
import { emptyBlockCode, groupCode, isEmptyBlock, isLookalike, misfitOf } from './typed';

/** The statement that makes a component's handle, with the comments that stood before it. */
export function componentStatement(context: AdoptContext, part: AdoptedComponent): string {
  const { before = [], after } = remarksAt(context, part.path);
  const name = context.names.of(part.class, part.id) ?? part.id;
  const head = `const ${name} = `;
  const lines = before.map((line) => `//${line}`);
  const trailing = after === undefined ? '' : ` //${after}`;
  return [...lines, `${head}${print(handle(context, part), '', head.length + 1)};${trailing}`].join('\n');
}

function handle(context: AdoptContext, part: AdoptedComponent): Code {
  noteProviders(context, part);
  const facts = componentFacts(part.class, part.type);
  const reason = refusal(context, part, facts);
  if (reason === undefined && facts?.factory !== undefined) return typedHandle(context, part, facts.factory);
  context.notes.add('kept', context.locate(reason?.path ?? part.path), escapeMessage(part, reason?.text));
  return untypedHandle(context, part);
}

function escapeMessage(part: AdoptedComponent, reason: string | undefined): string {
  return `${collectorPath(part.path)} goes through component(…), unchecked: ${reason ?? 'it has no typed factory'}`;
}

interface Refusal {
  readonly text: string;
  readonly path?: Path;
}

/** Why the typed factory would not compile; undefined where it does. */
function refusal(
  context: AdoptContext,
  part: AdoptedComponent,
  facts: ComponentFacts | undefined,
): Refusal | undefined {
  if (facts === undefined) return { text: 'the catalog does not know this type' };
  const fields = fieldsOf(part.class, part.type);
  if (facts.factory === undefined || fields === undefined)
    return { text: 'the catalog has no fields for this type' };
  const missing = missingSignal(part, facts);
  if (missing !== undefined) return { text: missing };
  const needsConfig = [...fields.config.fields.values()].some(({ required }) => required);
  if (part.body === null)
    return needsConfig ? { text: 'it is null, and has fields that must be set' } : undefined;
  const misfit = misfitOf(context, part.body, { kind: 'object', object: fields.config }, part.path);
  return misfit === undefined
    ? undefined
    : { text: `${collectorPath(misfit.path.slice(2))} ${misfit.reason}`, path: misfit.path };
}

function missingSignal(part: AdoptedComponent, facts: ComponentFacts): string | undefined {
  const carried = part.class === 'connector' ? facts.pairs.map(([, to]) => to) : facts.signals;
  const taken = part.class === 'connector' ? facts.pairs.map(([from]) => from) : facts.signals;
  const signal =
    part.gives.find((each) => !carried.includes(each)) ?? part.takes.find((each) => !taken.includes(each));
  return signal === undefined ? undefined : `the catalog does not know it to carry ${signal}`;
}

function typedHandle(context: AdoptContext, part: AdoptedComponent, factory: string): Code {
  const group = `${part.class}s`;
  context.imports.add(group);
  const callee = `${group}.${factory}`;
  const body = bodyOf(context, part);
  const fields = fieldsOf(part.class, part.type);
  const name = part.name === '' ? [] : [quoted(part.name)];
  const isEmpty = isMap(body) && Object.keys(body).length === 0;
  if (isEmpty && name.length === 0) return callOf(callee);
  const isNull = body === null || fields === undefined;
  return callOf(callee, isNull ? 'null' : groupCode(context, body, fields.config, part.path), ...name);
}

function untypedHandle(context: AdoptContext, part: AdoptedComponent): Code {
  context.imports.add('component');
  const facts = factsCode(part);
  const body = bodyOf(context, part);
  noteUncarried(context, part, body);
  const places = new Map(part.extensions.map(({ id, path }) => [JSON.stringify(path), id]));
  const config = literal(context, body, part.path, (value, path) => {
    if (value === null && isEmptyBlock(path)) return emptyBlockCode(context, path);
    const id = places.get(JSON.stringify(path));
    return id === undefined ? undefined : context.names.of('extension', id);
  });
  const tail = facts === undefined ? [] : [facts];
  return callOf('component', quoted(part.class), quoted(part.type), config, ...tail);
}

function factsCode(part: AdoptedComponent): Code | undefined {
  const name: { [key: string]: Code } = part.name === '' ? {} : { name: quoted(part.name) };
  const list = (signals: readonly string[]) => listOf(signals.map((signal) => quoted(signal)));
  if (part.class === 'connector')
    return objectOf({ signals: list(part.takes), gives: list(part.gives), ...name });
  const signals = part.class === 'exporter' ? part.takes : part.gives;
  return signals.length === 0 && part.name === '' ? undefined : objectOf({ signals: list(signals), ...name });
}

/** CollectorChart refuses null, so that an empty body is written there instead. */
function bodyOf(context: AdoptContext, part: AdoptedComponent): Data {
  if (part.body !== null || !context.refusesNull) return part.body;
  const message = 'is written as {} instead of null; the collector takes both for its defaults';
  note(context, 'changed', part.path, message);
  return {};
}

function noteUncarried(context: AdoptContext, part: AdoptedComponent, body: Data): void {
  for (const { value, path } of walk(body, part.path)) {
    const lost = (message: string) => note(context, 'lost', path, message);
    if (isLookalike(value))
      lost("has the shape of one of otelflux's own values and would be written as such; rename it");
    if (value === null && context.refusesNull && path.length > 2 && !isEmptyBlock(path))
      lost('is null, which gets lost on the way to the cluster; write what it means');
  }
}

/** References that only the running collector can resolve are carried as text; the reader should know. */
function noteProviders(context: AdoptContext, part: AdoptedComponent): void {
  for (const { value, path } of walk(part.body, part.path)) {
    if (typeof value !== 'string') continue;
    for (const [reference, scheme] of value.matchAll(/(?<!\$)\$+\{(?:([a-z][a-z0-9+.-]*):)?[^{}]*\}/gi)) {
      if (scheme === 'env' || reference.startsWith('$$')) continue;
      const what = scheme === undefined ? 'a variable without env:' : `the provider ${scheme}`;
      note(context, 'kept', path, `holds ${reference}, ${what}: carried as text`);
    }
    if (value.includes('{{'))
      note(context, 'kept', path, 'holds {{ }}: carried as text; through the chart, Helm evaluates it');
  }
}
