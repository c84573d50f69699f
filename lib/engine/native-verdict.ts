import { at, type Data, entries, isMap, type Path, withoutValue } from '../documents';
import type { EngineFault } from './protocol';

/** One thing that a native collector says, without the frame that names the component. */
export interface Complaint {
  readonly stage: EngineFault['stage'];
  readonly message: string;
  /** As far as the message names it: section, id, and keys below. */
  readonly path: Path;
}

const frame = 'decoding failed due to the following error(s):';
const sections = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'];

/** Complaints about the machine that the question is put on, which is not the one that the configuration is for. */
const ofThisMachine = new RegExp(
  [
    'no such file or directory|permission denied|operation not permitted|executable file not found|not found in \\$PATH',
    'address already in use|connection refused|no such host|dial (?:tcp|udp)|i/o timeout|no route to host',
    // What asks its cluster or its cloud when it is made.
    "KUBERNETES_SERVICE_(?:HOST|PORT)|in-cluster config|failed creating detector type|node name can't be found|envvar .* is not set",
  ].join('|'),
  'i',
);

/** What `validate` of a collector says, complaint by complaint. */
export function complaintsIn(text: string, config: Data): Complaint[] {
  const [, decoded] = /cannot unmarshal the configuration: ([\s\S]*)/.exec(text) ?? [];
  const found =
    decoded !== undefined
      ? ofDecoding(decoded)
      : /^failed to build pipelines: /.test(text)
        ? [ofBuilding(text.replace(/^failed to build pipelines: /, ''), config)]
        : ofValidation(text.replace(/^invalid configuration: /, ''), config);
  return found.filter(({ message }) => !ofThisMachine.test(message));
}

/** Blocks in blocks: what stands behind a frame goes on with the line before it. */
function ofDecoding(text: string): Complaint[] {
  const lines: string[] = [];
  let goesOn = false;
  for (const raw of text.split('\n')) {
    const line = raw.replaceAll(frame, '').trim();
    if (line === '' && !raw.includes(frame)) continue;
    if (goesOn && lines.length > 0) lines.push(`${lines.pop()} ${line}`.trim());
    else lines.push(line);
    goesOn = raw.includes(frame) || line.endsWith(':');
  }
  let path: Path = [];
  return lines
    .filter((line) => line !== '')
    .map((line): Complaint => {
      const [whole, section, id] =
        /^'(\w+)' error reading configuration for "([^"]+)": (?:'' )?/.exec(line) ?? [];
      if (whole !== undefined) path = [section ?? '', id ?? ''];
      return { stage: 'decode', message: line.slice(whole?.length ?? 0), path };
    });
}

function ofValidation(text: string, config: Data): Complaint[] {
  const lines = text.split('\n').reduce<string[]>((found, line) => {
    const isNew = new RegExp(`^(?:${[...sections, 'service'].join('|')})::`).test(line) || found.length === 0;
    if (isNew) found.push(line);
    else found.push(`${found.pop()} ${line.trim()}`);
    return found;
  }, []);
  return lines.map((line): Complaint => {
    const [head = ''] = line.split(': ', 1);
    const path = existing(head.split('::'), config);
    const isComponent = sections.includes(String(path[0])) && path.length >= 2;
    const rest = isComponent ? head.split('::').slice(2).join('::') : head;
    const message = isComponent ? `${rest === '' ? '' : `${rest}: `}${line.slice(head.length + 2)}` : line;
    return { stage: 'validate', message, path };
  });
}

/** The keys of a path that are there. */
function existing(keys: readonly string[], config: Data): Path {
  const path: (string | number)[] = [];
  for (const key of keys) {
    const here = at(config, path);
    const step = Array.isArray(here) && /^\d+$/.test(key) ? Number(key) : key;
    if (at(config, [...path, step]) === undefined) break;
    path.push(step);
  }
  return path;
}

function ofBuilding(text: string, config: Data): Complaint {
  const [whole, id = '', kind = ''] =
    /^failed to create "([^"]+)" (receiver|processor|exporter|connector)[^:]*: /.exec(text) ?? [];
  const section =
    whole === undefined
      ? undefined
      : sections.find((each) => each === `${kind}s` && at(config, [each, id]) !== undefined);
  const path = whole === undefined ? [] : [section ?? 'connectors', id];
  return {
    stage: 'build',
    message: text.slice(whole?.length ?? 0),
    path: existing(path.map(String), config),
  };
}

/** Asks about a configuration; undefined where it is taken. */
export type Ask = (config: Data) => readonly Complaint[] | undefined;

/**
 * Goes down to the smallest part without which a complaint is not made; asks at most `budget` times. A part whose absence brings no other
 * complaint is preferred, then the one that the complaint speaks of most.
 */
export function locate(complaint: Complaint, config: Data, ask: Ask, budget: number): Path {
  let path = complaint.path;
  let left = budget;
  const guilty = (): Path | undefined => {
    let fallback: Path | undefined;
    const below = children(at(config, path), path);
    const suspects = (sameAgain.test(complaint.message) ? below.reverse() : below)
      .map((each) => ({ path: each, score: score(complaint.message, each.at(-1) ?? '', at(config, each)) }))
      .sort((a, b) => b.score - a.score);
    for (const suspect of suspects) {
      if (left <= 0) break;
      left -= 1;
      const then = ask(withoutValue(config, suspect.path));
      if (then === undefined || (suspect.score > quoted && !then.some((each) => isSame(each, complaint))))
        return suspect.path;
      if (then.some((each) => isSame(each, complaint))) continue;
      const isLikely =
        suspect.score > 0 || (then[0]?.stage === complaint.stage && !absence.test(complaint.message));
      if (isLikely) fallback ??= suspect.path;
    }
    return fallback;
  };
  for (let next = guilty(); next !== undefined; next = guilty()) path = next;
  return path;
}

/** Above this a part has a text of some length that the complaint quotes. */
const quoted = 8;

/** Of two that are the same the later one is at fault. */
const sameAgain = /duplicat|already|more than once/i;

/** Absence is complained of with what is not there: nothing that is there is at fault. */
const absence =
  /at least one|required|missing|must be (?:specified|set|provided|configured)|(?:cannot|must not) be empty|no .* (?:specified|configured|provided)/i;

function children(value: Data | undefined, path: Path): Path[] {
  if (Array.isArray(value)) return value.map((_, index) => [...path, index]);
  return isMap(value) ? Object.keys(value).map((key) => [...path, key]) : [];
}

function isSame(one: Complaint, other: Complaint): boolean {
  const bare = (text: string) => text.replace(/(::|\[)\d+/g, '$1#');
  return bare(one.message) === bare(other.message);
}

/** How much a message speaks of a part: a text of its content counts more than its name. */
function score(message: string, step: string | number, value: Data | undefined): number {
  const isLabel = ['name', 'id', 'key', 'type', 'context'].includes(String(step));
  const own =
    typeof step === 'string'
      ? mentions(message, step)
      : message.includes(`[${step}]`) || message.includes(`::${step}`);
  const longest = texts(value).reduce(
    (length, text) => (mentions(message, text) ? Math.max(length, text.length) : length),
    0,
  );
  return (own ? 1 : 0) + Math.min(longest, 12) - (isLabel ? 20 : 0);
}

function texts(value: Data | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (isMap(value)) return entries(value).flatMap(([key, below]) => [key, ...texts(below)]);
  return value === null || value === undefined || value === '' ? [] : [String(value)];
}

function mentions(message: string, text: string): boolean {
  return text !== '' && (message.includes(text) || message.includes(JSON.stringify(text).slice(1, -1)));
}

/** What `validate` does not look at and the start of a component refuses. */
export function complaintAtStart(text: string, path: Path): Complaint {
  return {
    stage: 'start',
    message: text.replace(/^cannot start pipelines: /, '').replace(/^failed to start "[^"]+" \w+[^:]*: /, ''),
    path,
  };
}
