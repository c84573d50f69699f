import {
  collectorPath,
  type Data,
  isMap,
  type Path,
  type SecretPlace,
  secretPlaces,
  shapesIn,
} from '../documents';
import type { AdoptInput, ReleaseToAdopt } from './input';
import type { AdoptNotes } from './notes';

/** A secret that the program takes from a Kubernetes Secret instead of holding it. */
export interface HiddenSecret {
  readonly variable: string;
  readonly secret: string;
  readonly key: string;
}

/** An input whose secrets are references, and what they are by the name of their variable. */
export interface WithoutSecrets {
  readonly input: AdoptInput;
  readonly hidden: ReadonlyMap<string, HiddenSecret>;
  /** The secrets themselves, which no output may show. */
  readonly places: readonly SecretPlace[];
}

/**
 * Takes the secrets out of an input: each becomes a variable of the pod, and a note says where to put it. A program goes to
 * Git, whoever reads it.
 */
export function withoutSecrets(input: AdoptInput, notes: AdoptNotes): WithoutSecrets {
  const hiding = new Hiding(input, notes);
  const config = hiding.config(input.config, [], (path) => input.locate(path));
  const release =
    input.release === undefined ? undefined : hiding.release(input.release, input.prefix.at(-1));
  return {
    input: { ...input, config, ...(release === undefined ? {} : { release }) },
    hidden: hiding.hidden,
    places: hiding.places,
  };
}

type Locate = AdoptInput['locate'];
type Tree = { readonly [key: string]: Data };

class Hiding {
  readonly hidden = new Map<string, HiddenSecret>();
  readonly places: SecretPlace[] = [];
  private readonly secretName: string;
  /** Which secret a variable holds. */
  private readonly holders = new Map<string, string>();
  /** Whether the configuration has a variable of that name already. */
  private readonly isTaken: (variable: string) => boolean;

  constructor(
    input: AdoptInput,
    private readonly notes: AdoptNotes,
  ) {
    const name = input.release?.name ?? /^\w+ (?:\S+\/)?([a-z0-9.-]+)$/.exec(input.title)?.[1] ?? 'collector';
    this.secretName = `${name}-secrets`;
    const text = JSON.stringify([input.config, input.release?.values ?? null]);
    const taken = new Set(text.match(/\b[A-Z][A-Z0-9_]+\b/g));
    this.isTaken = (variable) => taken.has(variable);
  }

  /** A configuration of the collector, which reads variables of its pod. */
  config<T extends Data | Tree>(data: T, prefix: Path, locate: Locate): T {
    return this.replaced(data, prefix, (place, value) => this.reference(place, value, locate)) as T;
  }

  /** Values of the chart: the configuration in them like any other, variables of the pod by `valueFrom`. */
  release(release: ReleaseToAdopt, part: string | number | undefined): ReleaseToAdopt {
    const values: { [key: string]: Data } = {};
    for (const [key, value] of Object.entries(release.values)) {
      const locate: Locate = (path) => release.locate([key, ...path]);
      const isConfig = key === part || key === 'config' || key === 'alternateConfig';
      values[key] = isConfig ? this.config(value, [], locate) : this.value(value, key, release);
    }
    return { ...release, values };
  }

  private value(data: Data, key: string, release: ReleaseToAdopt): Data {
    const withVariables = this.variables(data, [key], release);
    return this.replaced(withVariables, [key], (place) => {
      this.notes.add(
        'lost',
        release.locate(place.path),
        `values.${place.path.join('.')} held a secret in plain text, which is left out: name a Secret that holds it`,
      );
      return 'REDACTED';
    });
  }

  /** `{name, value}` of a variable becomes `{name, valueFrom}`. */
  private variables(data: Data, path: Path, release: ReleaseToAdopt): Data {
    if (Array.isArray(data))
      return data.map((item, index) => this.variables(item, [...path, index], release));
    if (!isMap(data)) return data;
    const [place] = secretPlaces(data, path);
    const isVariable = typeof data.name === 'string' && typeof data.value === 'string';
    if (isVariable && place !== undefined && place.path.length === path.length + 1) {
      this.places.push(place);
      const key = keyOf([String(data.name)]);
      const { value: _, ...rest } = data;
      const location = release.locate(place.path);
      this.notes.add(
        'changed',
        location,
        `the variable ${data.name} was a secret in plain text: put it into the key ${key} of the Secret ${this.secretName}`,
      );
      return { ...rest, valueFrom: { secretKeyRef: { name: this.secretName, key } } };
    }
    return Object.fromEntries(
      Object.entries(data).map(([key, item]) => [key, this.variables(item, [...path, key], release)]),
    );
  }

  private replaced(data: Data, prefix: Path, replace: (place: SecretPlace, value: string) => string): Data {
    const found = new Map<string, SecretPlace>();
    for (const place of secretPlaces(data, prefix)) {
      this.places.push(place);
      const key = JSON.stringify(place.path);
      if (!found.has(key)) found.set(key, place);
    }
    if (found.size === 0) return data;
    const visit = (value: Data, path: Path): Data => {
      if (Array.isArray(value)) return value.map((item, index) => visit(item, [...path, index]));
      if (isMap(value))
        return Object.fromEntries(
          Object.entries(value).map(([key, item]) => [key, visit(item, [...path, key])]),
        );
      const place = found.get(JSON.stringify(path));
      return place === undefined ? value : replace(place, String(value));
    };
    return visit(data, prefix);
  }

  /** One key for one secret: where two places have one name, the second gets a number. */
  private named({ path, secret }: SecretPlace): HiddenSecret {
    const base = keyOf(path.filter((step): step is string => typeof step === 'string'));
    for (let count = 1; ; count++) {
      const key = count === 1 ? base : `${base}-${count}`;
      const variable = key.toUpperCase().replace(/[^A-Z0-9_]/g, '_');
      const holder = this.holders.get(variable);
      if (holder === undefined ? this.isTaken(variable) : holder !== secret) continue;
      this.holders.set(variable, secret);
      const hidden = { variable, secret: this.secretName, key };
      this.hidden.set(variable, hidden);
      return hidden;
    }
  }

  /** A whole value becomes a variable; of an address only the secret in it does. */
  private reference(place: SecretPlace, value: string, locate: Locate): string {
    const { path } = place;
    const { variable, key } = this.named(place);
    this.notes.add(
      'changed',
      locate(path),
      `${collectorPath(path)} held a secret in plain text: put it into the key ${key} of the Secret ${this.secretName}, from which the variable ${variable} comes`,
    );
    const reference = `\${env:${variable}}`;
    if (place.certainty === 'known') return reference;
    let result = '';
    let end = 0;
    for (const span of [...shapesIn(value)].sort((a, b) => a.start - b.start)) {
      if (span.start < end) continue;
      result += value.slice(end, span.start) + reference;
      end = span.end;
    }
    return result + value.slice(end);
  }
}

/** A key of a Secret after a place: the component, and the last name. */
function keyOf(names: readonly string[]): string {
  const [section, ...rest] = names;
  const meant =
    rest.length === 0 ? [section ?? ''] : [rest[0] ?? '', ...(rest.length > 1 ? [rest.at(-1) ?? ''] : [])];
  const text = meant
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const key = text.replace(/^-+|-+$/g, '');
  return /^[a-z]/.test(key) ? key : `secret-${key}`;
}
