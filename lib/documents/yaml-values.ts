import {
  boolCoreTag,
  CORE_SCHEMA,
  constructFromEvents,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  EVENT_ID,
  type Event,
  intCoreTag,
  mergeTag,
  NOT_RESOLVED,
  parseEvents,
  Schema,
} from 'js-yaml';
import type { Data } from './data';
import { often } from './memo';

/**
 * How plain words become values. `flux` is what kustomize, and so Flux, reads (`yes` is text); `helm` is what Helm and kubectl read in a
 * text of their own (YAML 1.1: `yes` is true); `collector` is what the collector reads (`yes` is text).
 */
export type Dialect = 'flux' | 'helm' | 'collector';

const yes = /^(?:y|yes|true|on)$/i;
const no = /^(?:n|no|false|off)$/i;
const oneCase = /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)$/;

/** Booleans of YAML 1.1, the words that the Go libraries under kubectl and Helm take for true and false. */
const bool11Tag = defineScalarTag<boolean>('tag:yaml.org,2002:bool', {
  implicit: true,
  implicitFirstChars: [...'yYnNtTfFoO'],
  resolve: (source) => {
    if (!oneCase.test(source)) return NOT_RESOLVED;
    if (yes.test(source)) return true;
    return no.test(source) ? false : NOT_RESOLVED;
  },
  identify: () => false,
});

/** Integers as Go's YAML libraries read them: with 1.1 octals (`0644`), binary numbers and underscores. */
const goIntTag = defineScalarTag<number>('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: [...'+-0123456789'],
  resolve: (source) => {
    if (!/^[+-]?\d[\w]*$/.test(source) || source.endsWith('_')) return NOT_RESOLVED;
    const sign = source.startsWith('-') ? -1 : 1;
    const digits = source.replace(/^[+-]/, '').replaceAll('_', '');
    if (/^0[0-7]+$/.test(digits)) return sign * Number.parseInt(digits, 8);
    if (/^(?:0|[1-9]\d*|0x[\da-fA-F]+|0o[0-7]+|0b[01]+)$/.test(digits)) return sign * Number(digits);
    return NOT_RESOLVED;
  },
  identify: () => false,
});

/** Tags of someone's own are taken for what they stand before, as the Go libraries do. */
const foreignTags = [
  defineScalarTag<string>('!', {
    matchByTagPrefix: true,
    resolve: (source) => source,
    identify: () => false,
  }),
  defineSequenceTag<unknown[]>('!', {
    matchByTagPrefix: true,
    create: () => [],
    addItem: (list, item) => {
      list.push(item);
    },
    identify: () => false,
  }),
  defineMappingTag<Map<unknown, unknown>, { [key: string]: unknown }>('!', {
    matchByTagPrefix: true,
    create: () => new Map(),
    addPair: (map, key, value) => {
      map.set(key, value);
      return '';
    },
    has: (map, key) => map.has(key),
    keys: (map) => Object.keys(map),
    get: (map, key) => map[String(key)],
    finalize: (map) => Object.fromEntries([...map].map(([key, value]) => [String(key), value])),
    identify: () => false,
  }),
];

const base = CORE_SCHEMA.tags.filter((tag) => tag !== boolCoreTag && tag !== intCoreTag);
const core = new Schema([boolCoreTag, goIntTag, ...base, mergeTag, ...foreignTags]);
const schemas: Record<Dialect, Schema> = {
  flux: core,
  helm: new Schema([bool11Tag, goIntTag, ...base, mergeTag, ...foreignTags]),
  collector: core,
};

/**
 * Makes plain data of the events of a text, one value a document. Of two equal keys the last one wins
 * when `duplicates` is allowed.
 *
 * @throws YAMLException for duplicate keys (unless allowed), unknown aliases and keys that are no text
 */
export function constructValues(text: string, events: Event[], dialect: Dialect, duplicates = false): Data[] {
  const options = { source: text, schema: schemas[dialect], json: duplicates };
  return constructFromEvents(events, options) as Data[];
}

/** Values of plain words, by dialect. */
const knownWord: Record<Dialect, (text: string) => Data> = {
  flux: often((text) => constructWord(text, 'flux')),
  helm: often((text) => constructWord(text, 'helm')),
  collector: often((text) => constructWord(text, 'collector')),
};

/** Plain words that may be anything but text: numbers, and short words. */
const open = /^(?:$|[-+.~<=\d]|[tTfFnNyYoO].{0,4}$)/;

/** What a plain scalar on one line stands for. */
export function valueOfWord(text: string, dialect: Dialect): Data {
  return open.test(text) ? knownWord[dialect](text) : text;
}

/** The events of one plain word. */
const wordEvents = parseEvents('x', {});

function constructWord(text: string, dialect: Dialect): Data {
  const events = wordEvents.map((event) =>
    event.type === EVENT_ID.SCALAR ? { ...event, valueEnd: text.length } : event,
  );
  return constructValues(text, events, dialect)[0] ?? null;
}
