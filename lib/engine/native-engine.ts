import { statSync } from 'node:fs';
import { type Data, entries, field, isMap, items, type Path, withoutValue } from '../documents';
import type { Engine } from './contract';
import { type NativeCollector, Validator } from './native';
import { type Complaint, complaintAtStart, complaintsIn, locate } from './native-verdict';
import { EngineFailure } from './process';
import type { EngineFault, Question, Verdict } from './protocol';

/** Values for variables that nobody knows, one of which suits every kind of field. */
const guesses = [
  'value',
  '1',
  'true',
  '10s',
  'localhost:4317',
  'http://localhost:4317',
  '/tmp',
  '[]',
  '{}',
  '',
];
/** How often one collector's configuration is asked about, and how many faults are looked for. */
const budget = 60;
const enough = 10;

/** A native collector as a judge. It says one thing at a time: the culprit is taken out, and it is asked again. */
export function nativeEngine(collector: NativeCollector): Engine {
  const knows = (section: string, type: string) => collector.components[section]?.includes(type) === true;
  return {
    release: collector.release,
    identity: identityOf(collector.program),
    knows,
    judge: (questions) => {
      const validator = new Validator(collector);
      try {
        return questions.map((question) => verdictOn(question, validator, knows));
      } finally {
        validator.close();
      }
    },
  };
}

function verdictOn(
  { config: text, environment = {} }: Question,
  validator: Validator,
  knows: Engine['knows'],
): Verdict | EngineFailure {
  const whole: Data = JSON.parse(text);
  const { config, strange } = withoutStrangers(whole, knows);
  try {
    const isTaken = guessesFor(text).find(
      (guess) => validator.complaint(config as object, variables(text, environment, guess)) === undefined,
    );
    if (isTaken !== undefined)
      return { faults: startFaults(config, validator, variables(text, environment, isTaken)), strange };
    const known = variables(text, environment, guesses[0] ?? '');
    return { faults: faultsOf(config, validator, known), strange };
  } catch (error) {
    if (error instanceof EngineFailure) return error;
    throw error;
  }
}

/** Components that look at their configuration only when they are started, and touch nothing else then. */
function startFaults(
  config: Data,
  validator: Validator,
  known: Readonly<Record<string, string>>,
): EngineFault[] {
  return entries(field(config, 'processors')).flatMap(([id, body]): EngineFault[] => {
    if (id.split('/')[0]?.trim() !== 'tail_sampling' || field(body, 'tail_storage') !== undefined) return [];
    const path = ['processors', id];
    const ask = (part: Data) => {
      const said = validator.complaintAtStart(alone(id, field(field(part, 'processors'), id) ?? null), known);
      return said === undefined ? undefined : [complaintAtStart(said, path)];
    };
    const [complaint] = ask(config) ?? [];
    if (complaint === undefined) return [];
    return [{ ...complaint, path: locate(complaint, config, ask, budget) }];
  });
}

/** A collector of one processor. */
function alone(id: string, body: Data): object {
  return {
    receivers: { otlp: { protocols: { grpc: { endpoint: '127.0.0.1:0' } } } },
    processors: { [id]: body },
    exporters: { debug: {} },
    service: {
      telemetry: { metrics: { level: 'none' } },
      pipelines: { traces: { receivers: ['otlp'], processors: [id], exporters: ['debug'] } },
    },
  };
}

function guessesFor(text: string): readonly string[] {
  return text.includes('${') ? guesses : guesses.slice(0, 1);
}

function variables(
  text: string,
  environment: Readonly<Record<string, string>>,
  guess: string,
): Record<string, string> {
  const names = [...text.matchAll(/\$\{(?:env:)?([A-Za-z_]\w*)(?::-[^}]*)?\}/g)].map(([, name = '']) => name);
  return { ...Object.fromEntries(names.map((name) => [name, guess])), ...environment };
}

function faultsOf(
  config: Data,
  validator: Validator,
  known: Readonly<Record<string, string>>,
): EngineFault[] {
  let asked = 0;
  const ask = (part: Data): readonly Complaint[] | undefined => {
    asked += 1;
    const said = validator.complaint(part as object, known);
    const complaints = said === undefined ? [] : complaintsIn(said, part);
    return complaints.length === 0 ? undefined : complaints;
  };
  const faults: EngineFault[] = [];
  const gone: Path[] = [];
  let rest = config;
  while (faults.length < enough && asked < budget) {
    const [complaint] = ask(rest) ?? [];
    if (complaint === undefined) break;
    const path = locate(complaint, rest, ask, budget - asked);
    const touched = gone.find((cut) => isAround(path, cut));
    if (touched !== undefined) {
      // Said because something in there was taken out, which was told: the whole component goes now.
      const id = touched.slice(0, 2).join('::');
      rest = withoutReferences(withoutValue(rest, touched.slice(0, 2)), [id]);
      gone.splice(gone.indexOf(touched), 1);
      if (isWithoutPipelines(rest)) break;
      continue;
    }
    faults.push({ stage: complaint.stage, message: complaint.message, path: original(path, config, rest) });
    if (path.length === 0) break;
    gone.push(path);
    rest =
      path.length === 2
        ? withoutReferences(withoutValue(rest, path), [path.join('::')])
        : withoutValue(rest, path);
    if (isWithoutPipelines(rest)) break;
  }
  return faults;
}

/** True for a place in the map or the element that something was taken out of. */
function isAround(path: Path, cut: Path): boolean {
  let common = 0;
  while (common < path.length && common < cut.length && path[common] === cut[common]) common += 1;
  const holder = cut.slice(0, -1);
  const element = holder.findLastIndex((step) => typeof step === 'number');
  if (common < 2) return false;
  if (common === path.length) return true;
  // Another element of the list that one was taken out of speaks for itself.
  const isElement =
    typeof cut.at(-1) === 'number' && common >= holder.length && typeof path[holder.length] === 'number';
  if (isElement) return false;
  return element >= 0 ? common > element : common >= holder.length;
}

function isWithoutPipelines(config: Data): boolean {
  return entries(field(field(config, 'service'), 'pipelines')).length === 0;
}

/** Elements of lists move up when one before them is taken out: their place in the whole configuration is looked up by content. */
function original(path: Path, whole: Data, rest: Data): Path {
  let [there, here]: [Data | undefined, Data | undefined] = [whole, rest];
  return path.map((step) => {
    const found =
      Array.isArray(there) && Array.isArray(here) && typeof step === 'number'
        ? there.findIndex((item) => JSON.stringify(item) === JSON.stringify((here as Data[])[step]))
        : step;
    const now = found === -1 ? step : found;
    there = Array.isArray(there) ? there[Number(now)] : field(there, String(now));
    here = Array.isArray(here) ? here[Number(step)] : field(here, String(step));
    return now;
  });
}

/** Components of types that the collector lacks are taken out, with what names them: they were judged by the rules. */
function withoutStrangers(config: Data, knows: Engine['knows']): { config: Data; strange: string[] } {
  const strange: string[] = [];
  let rest = config;
  for (const section of ['receivers', 'processors', 'exporters', 'connectors', 'extensions']) {
    for (const [id] of entries(field(config, section))) {
      if (knows(section, id.split('/')[0]?.trim() ?? '')) continue;
      strange.push(`${section}::${id}`);
      rest = withoutValue(rest, [section, id]);
    }
  }
  return { config: strange.length === 0 ? config : withoutReferences(rest, strange), strange };
}

function withoutReferences(config: Data, strange: readonly string[]): Data {
  const isGone = (classes: readonly string[], id: Data) =>
    classes.some((section) => strange.includes(`${section}::${String(id)}`));
  const kept = (members: Data | undefined, classes: readonly string[]) =>
    items(members).filter((id) => !isGone(classes, id));
  const service = field(config, 'service');
  if (!isMap(config) || !isMap(service)) return config;
  const pipelines = entries(service.pipelines).flatMap(([id, body]): [string, Data][] => {
    const receivers = kept(field(body, 'receivers'), ['receivers', 'connectors']);
    const exporters = kept(field(body, 'exporters'), ['exporters', 'connectors']);
    const processors = kept(field(body, 'processors'), ['processors']);
    const isEmpty = receivers.length === 0 || exporters.length === 0;
    return isEmpty ? [] : [[id, { ...(isMap(body) ? body : {}), receivers, processors, exporters }]];
  });
  return {
    ...config,
    service: {
      ...service,
      extensions: kept(service.extensions, ['extensions']),
      pipelines: Object.fromEntries(pipelines),
    },
  };
}

/** Programs are large: path, size and time tell one from another. */
function identityOf(program: string): string {
  const { size, mtimeMs } = statSync(program);
  return `${program} ${size} ${mtimeMs}`;
}
