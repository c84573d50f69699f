import {
  at,
  collectorPath,
  type Data,
  entries,
  isEmpty,
  isList,
  isMap,
  isOpen,
  items,
  objectPath,
  type Path,
  shown,
} from '../../documents';
import type { CollectorSubject, ObjectSubject } from '../subject';

/** A place in an object, or in what a collector runs, and what stands there, if anything does. */
export class Place {
  /**
   * @param above the place that this one is a step below, or the way to it from the root
   * @param step where `above` is a place
   */
  constructor(
    readonly subject: ObjectSubject | CollectorSubject,
    readonly above: Place | Path,
    readonly data: Data | undefined,
    readonly step?: string | number,
  ) {}

  /** The steps that lead here from the root; there are many places, and few that are told. */
  get path(): Path {
    const steps: (string | number)[] = [];
    let place: Place | Path = this;
    while (place instanceof Place) {
      if (place.step !== undefined) steps.push(place.step);
      place = place.above;
    }
    return [...place, ...steps.reverse()];
  }

  /** As messages name it: `spec.values` in an object, `processors::batch` in a configuration of the collector. */
  toString(): string {
    return ('config' in this.subject ? collectorPath : objectPath)(this.path);
  }

  /** True where anything is written, null too. */
  get isWritten(): boolean {
    return this.data !== undefined;
  }

  /** True where something is written that is not null. */
  get isSet(): boolean {
    return this.data !== undefined && this.data !== null;
  }

  /** True where nothing is written, null, or a text, list or map with nothing in it. */
  get isEmpty(): boolean {
    return isEmpty(this.data);
  }

  /** True where `${…}` stands, of which the value is not known. */
  get isOpen(): boolean {
    return isOpen(this.data);
  }

  get isList(): boolean {
    return isList(this.data);
  }

  get isMap(): boolean {
    return isMap(this.data);
  }

  /** The text that is written. */
  get text(): string | undefined {
    return typeof this.data === 'string' ? this.data : undefined;
  }

  /** The text that is written, unless it holds variables. */
  get known(): string | undefined {
    return this.text?.includes('$') ? undefined : this.text;
  }

  /** The number that is written, if it is a finite one. */
  get number(): number | undefined {
    return typeof this.data === 'number' && Number.isFinite(this.data) ? this.data : undefined;
  }

  /** What is written, as a message shows it. */
  get shown(): string {
    return shown(this.data);
  }

  /** The last step that leads here. */
  get key(): string | number | undefined {
    return this.step ?? this.path.at(-1);
  }

  /** The place of a field, or of one further below. */
  at(...steps: Path): Place {
    let place: Place = this;
    for (const step of steps) place = new Place(this.subject, place, at(place.data, [step]), step);
    return place;
  }

  /** The place of a field, or that of the last written map on the way to it: where to tell of what is missing. */
  towards(...steps: Path): Place {
    const missing = steps.findIndex((_, index) => at(this.data, steps.slice(0, index + 1)) === undefined);
    return this.at(...(missing < 0 ? steps : steps.slice(0, missing)));
  }

  /** The entries of a list. */
  get items(): readonly Place[] {
    return items(this.data).map((item, index) => new Place(this.subject, this, item, index));
  }

  /** The fields of a map, by their keys. */
  get entries(): readonly (readonly [key: string, value: Place])[] {
    return entries(this.data).map(([key, value]) => [key, new Place(this.subject, this, value, key)]);
  }

  /** The keys of a map. */
  get keys(): readonly string[] {
    return isMap(this.data) ? Object.keys(this.data) : [];
  }

  /** What is written here and all below it, in the order of the text. */
  *walk(): Generator<Place> {
    const waiting: Place[] = this.isWritten ? [this] : [];
    for (let found = waiting.pop(); found !== undefined; found = waiting.pop()) {
      yield found;
      waiting.push(...[...found.items, ...found.entries.map(([, value]) => value)].reverse());
    }
  }
}

/** A place where a value of one type belongs. */
export class Written<Value> extends Place {
  constructor(
    place: Place,
    private readonly read: (data: Data | undefined) => Value | undefined,
  ) {
    super(place.subject, place.above, place.data, place.step);
  }

  /** The value, where one of the type is written. */
  get value(): Value | undefined {
    return this.read(this.data);
  }

  /** The value, or what holds where none is written; undefined where something else is written. */
  or(usual: Value): Value | undefined {
    return this.isSet ? this.value : usual;
  }
}
