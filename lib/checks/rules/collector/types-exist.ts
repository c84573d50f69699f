import { distributionName, listed, nearestTypes, notation } from '../../../collector/effective';
import { type CollectorSubject, configOf, operatedCollectors } from '../../../platform';
import { isOfTheChart } from '../../collector/of-the-chart';
import { type TypeFault, typeFaults } from '../../collector/type-faults';
import { type Problem, ruleOfCollector } from '../../rule';

export const typesExist = ruleOfCollector({
  each: typeFaults,
  id: 'TV-1',
  title: 'Every component type exists in the collector that runs',
  severity: 'error',
  why: 'The collector stops with "unknown type", and the pod falls into a crash loop.',
  fix: 'Write a type that this distribution holds at this release, or choose another distribution.',
  example: `  receivers:
-   otpl: {protocols: {grpc: {}}}
+   otlp/otpl: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  service:
    pipelines:
-     traces: {receivers: [otpl], exporters: [debug]}
+     traces: {receivers: [otlp/otpl], exporters: [debug]}
`,
  *check(fault, collector) {
    if (fault.kind === 'removed' || fault.kind === 'wrongImage' || mayBeItsOwn(fault, collector)) return;
    if (!isOfTheChart(configOf(collector).at(...fault.component.path))) yield problem(fault, collector);
  },
});

function problem({ kind, component, found }: TypeFault, subject: CollectorSubject): Problem {
  const { class: componentClass, writtenType, path } = component;
  const place = notation(path);
  if (kind === 'unknown') {
    const guesses = nearestTypes(componentClass, writtenType);
    return {
      message: `${place}: no collector has ${componentClass} type "${writtenType}".`,
      path,
      fix: guesses.length === 0 ? `Write a type that exists.` : `Write ${listed(guesses.slice(0, 3), 'or')}.`,
      // An own build may hold types of its own.
      ...(isOwnBuild(subject) ? { severity: 'warning' } : {}),
    };
  }
  if (kind === 'otherName') {
    return {
      message: `${place}: release ${subject.version} does not know the name "${writtenType}".`,
      path,
      fix: `Write "${found.name}", here and in the pipelines.`,
    };
  }
  if (kind === 'otherRelease') {
    const span =
      found.addedIn === undefined ? `ended with ${found.lastRelease}` : `came with ${found.addedIn}`;
    return {
      message: `${place}: release ${subject.version} has no ${componentClass} "${writtenType}"; it ${span}.`,
      path,
    };
  }
  const holders = found.distributionsThatHaveIt;
  return {
    message: `${place}: distribution "${subject.distribution}" does not hold ${componentClass} "${writtenType}".`,
    path,
    fix:
      holders.length === 0
        ? 'No distribution holds it; build a collector that does, or remove it.'
        : `Use the distribution ${listed(holders, 'or')}, or remove it.`,
  };
}

/** A type like no other, in an image of someone's own: its maker may well have built it in. */
function mayBeItsOwn({ kind, component }: TypeFault, subject: CollectorSubject): boolean {
  const { helm, object } = subject;
  const hasImage = helm !== undefined || (object && operatedCollectors.of(object).spec.image.isWritten);
  return (
    kind === 'unknown' &&
    hasImage === true &&
    isOwnBuild(subject) &&
    nearestTypes(component.class, component.writtenType).length === 0
  );
}

function isOwnBuild({ origin, distribution }: CollectorSubject): boolean {
  if (distribution !== undefined) return distributionName(distribution) === undefined;
  return origin === 'helmRelease' || origin === 'openTelemetryCollector';
}
