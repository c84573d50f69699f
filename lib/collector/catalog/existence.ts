import { isAtLeast } from '../../documents';
import type { ComponentClass } from '../handles';
import { catalogRelease, isInside, namesKnownTo } from './data';
import { canonicalType, componentFacts, typeName } from './types';

/** Which collector is asked about. */
export interface CollectorBuild {
  /** Collector release, `0.158.0`; default: the newest of the catalog. */
  readonly version?: string;
  /** `core`, `contrib`, `k8s`, `otlp`, `ebpf-profiler` or `jaeger`, also as `otelcol-k8s`; absent: not asked. */
  readonly distribution?: string;
}

/** Whether a collector has a component, and under which name. */
export interface Existence {
  /** False where no release of the catalog has it under any name. Everything below is then empty. */
  readonly known: boolean;
  /** Canonical type. */
  readonly type: string;
  /** The name that the asked release knows. */
  readonly name: string;
  /** Whether the asked release has the component, under whatever name. */
  readonly inRelease: boolean;
  /** Whether the asked release accepts the name as it was written. */
  readonly nameAccepted: boolean;
  /** True where the asked release accepts the written name, but has renamed it: it warns in its log. */
  readonly renamed: boolean;
  /** The canonical name, where an earlier one was written. */
  readonly renamedTo?: string;
  /** First release with the name `renamedTo`. */
  readonly renamedIn?: string;
  /** Whether the asked distribution holds it; undefined where none was asked or the catalog does not know it. */
  readonly inDistribution: boolean | undefined;
  /** Distributions whose build of the asked release holds it. */
  readonly distributionsThatHaveIt: readonly string[];
  /** Last release of which its name is known. */
  readonly namedTo: string;
  /** Last release of which it is known what distributions hold it. */
  readonly heldTo: string;
  /** First release that has it; absent where it is older than the catalog. */
  readonly addedIn?: string;
  /** Last release that has it; absent where the newest has it. */
  readonly lastRelease?: string;
  /** True where it is deprecated for every signal. */
  readonly deprecated: boolean;
  /** What is known of its end. */
  readonly deprecation?: string;
  /** What to use instead, where it is gone. */
  readonly replacement?: string;
}

/** Short names of the distributions that the catalog knows. */
export const distributions = ['core', 'contrib', 'k8s', 'otlp', 'ebpf-profiler', 'jaeger'] as const;

/** `otelcol-k8s` → `k8s`, `otelcol` → `core`; undefined for one that the catalog does not know. */
export function distributionName(text: string): string | undefined {
  const short = text === 'otelcol' ? 'core' : text.replace(/^otelcol-/, '');
  return distributions.find((name) => name === short);
}

/**
 * Whether a collector has a component.
 *
 * @param written type as written, without instance name
 * @param build the collector that is to run it
 */
export function existence(kind: ComponentClass, written: string, build: CollectorBuild = {}): Existence {
  const release = build.version ?? catalogRelease;
  const type = canonicalType(kind, written);
  const facts = componentFacts(kind, type);
  if (facts === undefined) return unknownComponent(type);
  const former = facts.former.find((name) => name.type === written);
  const distribution = build.distribution === undefined ? undefined : distributionName(build.distribution);
  const levels = Object.values(facts.stability);
  const name = typeName(kind, type, release);
  const inRelease = isInside({ first: facts.since, last: facts.until }, release);
  const holders = [...facts.membership]
    .filter(([, range]) => isInside(range, release))
    .map(([holder]) => holder);
  const renamed = former?.alias === true && isAtLeast(release, former.until);
  return {
    known: true,
    type,
    name,
    inRelease,
    nameAccepted: inRelease && (written === name || renamed),
    renamed,
    ...(former === undefined
      ? {}
      : { renamedTo: name === written ? facts.newestType : name, renamedIn: former.until }),
    inDistribution: distribution === undefined ? undefined : holders.includes(distribution),
    distributionsThatHaveIt: holders,
    namedTo: facts.namedTo,
    heldTo: facts.heldTo,
    ...(facts.since === undefined ? {} : { addedIn: facts.since }),
    ...(facts.until === undefined ? {} : { lastRelease: facts.until }),
    deprecated: levels.length > 0 && levels.every((level) => level === 'deprecated'),
    ...(facts.deprecation === undefined ? {} : { deprecation: facts.deprecation }),
    ...(facts.replacement === undefined ? {} : { replacement: facts.replacement }),
  };
}

function unknownComponent(type: string): Existence {
  return {
    known: false,
    type,
    name: type,
    inRelease: false,
    nameAccepted: false,
    renamed: false,
    inDistribution: undefined,
    distributionsThatHaveIt: [],
    namedTo: namesKnownTo,
    heldTo: namesKnownTo,
    deprecated: false,
  };
}
