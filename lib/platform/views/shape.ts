import { type Data, knownNumber, knownText, once } from '../../documents';
import type { ObjectSubject, TreeSubject } from '../subject';
import { objectTitle } from '../subjects/object';
import { Place, Written } from './place';

/** What a view makes of a place. */
export type Reader<Value> = (place: Place) => Value;

type Shape = object;

/** A map with its fields by name, which are there whether or not they are written. */
export type Fields<S extends Shape> = { readonly place: Place } & {
  readonly [Name in keyof S]: S[Name] extends Reader<infer Value> ? Value : never;
};

/** The entries of a list. */
export type List<Entry> = readonly Entry[] & { readonly place: Place };

/** What is written where `read` finds a value. */
export function written<Value>(read: (data: Data | undefined) => Value | undefined): Reader<Written<Value>> {
  return (place) => new Written(place, read);
}

export const text = written((data) => (typeof data === 'string' ? data : undefined));
/** Text without `${…}`. */
export const word = written(knownText);
export const flag = written((data) => (typeof data === 'boolean' ? data : undefined));
export const number = written(knownNumber);
/** What has no type of its own, or keys of its author's. */
export const free: Reader<Place> = (place) => place;

export function list<Entry>(read: Reader<Entry>): Reader<List<Entry>> {
  return (place) => Object.assign(place.items.map(read), { place });
}

class View {
  /** Fields that were asked for, in the order of their shape: a property for each would take several times as much. */
  #held: unknown[] | undefined;

  constructor(readonly place: Place) {}

  static field(view: View, index: number, count: number, read: () => unknown): unknown {
    view.#held ??= new Array<unknown>(count);
    view.#held[index] ??= read();
    return view.#held[index];
  }
}

/** A map, whose fields are read when they are first asked for. */
export function fields<S extends Shape>(shape: S): Reader<Fields<S>> {
  const readers: readonly (readonly [name: string, read: Reader<unknown>])[] = Object.entries(shape);
  class Shaped extends View {}
  for (const [index, [name, read]] of readers.entries()) {
    Object.defineProperty(Shaped.prototype, name, {
      get(this: View) {
        return View.field(this, index, readers.length, () => read(this.place.at(name)));
      },
    });
  }
  return (place) => new Shaped(place) as View as Fields<S>;
}

const metadata = fields({ name: text, namespace: text, labels: free, annotations: free });

/** An object of a kind. */
export type ObjectView<S extends Shape = object> = Fields<S> & {
  readonly subject: ObjectSubject;
  readonly metadata: ReturnType<typeof metadata>;
  readonly name: string;
  /** `default` where none is written. */
  readonly namespace: string;
  /** As messages name it. */
  readonly title: string;
};

/** The objects of a kind in a tree, as views. */
export interface Kind<View> {
  (tree: TreeSubject): readonly View[];
  /** Those that Helm makes of the releases, too. */
  readonly held: (tree: TreeSubject) => readonly View[];
  readonly of: (subject: ObjectSubject) => View;
}

/** Makes views of objects with certain fields. */
function viewOf<S extends Shape>(shape: S): (subject: ObjectSubject) => ObjectView<S> {
  const read = fields({ metadata, ...shape });
  return once(
    (subject: ObjectSubject) =>
      Object.assign(read(new Place(subject, [], subject.object)), {
        subject,
        name: subject.name,
        namespace: subject.namespace ?? 'default',
        title: objectTitle(subject),
      }) as unknown as ObjectView<S>,
  );
}

/** An object of any kind: what all of them have. */
export const anyObject = viewOf({});

/** Every object of a tree. */
export function allObjects(tree: TreeSubject): readonly ObjectView[] {
  return tree.objects.map(anyObject);
}

/** Every object of a tree, and those that Helm makes of its releases. */
export function allHeldObjects(tree: TreeSubject): readonly ObjectView[] {
  return [...tree.objects, ...tree.rendered].map(anyObject);
}

export function kindOf<S extends Shape>(group: string, kind: string, shape: S): Kind<ObjectView<S>> {
  const of = viewOf(shape);
  const isOfKind = (subject: ObjectSubject) => subject.group === group && subject.kind === kind;
  const all = once((tree: TreeSubject) => tree.all(group, kind).map(of));
  const held = once((tree: TreeSubject) => [...all(tree), ...tree.rendered.filter(isOfKind).map(of)]);
  return Object.assign(all, { held, of });
}

/** The objects of several kinds, kind by kind. */
export function anyOf<Kinds extends readonly ((tree: TreeSubject) => readonly unknown[])[]>(
  ...kinds: Kinds
): (tree: TreeSubject) => readonly ReturnType<Kinds[number]>[number][] {
  return (tree) => kinds.flatMap((kind) => kind(tree) as ReturnType<Kinds[number]>);
}
