import { at, type Data, field, isMap, isSet, items, type Path } from '../../documents';
import { validateClaim } from './claims';
import { isUnknown, validateShare } from './formats';
import { validateOneOf } from './one-of';
import type { Problems } from './problem';
import { validateSelector } from './selectors';

const spec: Path = ['spec'];
const usualDeadline = 600;

/** What the API server asks of a workload beside its pods. */
export function* validateWorkload(kind: string, body: Data | undefined): Problems {
  yield* validateTemplate(kind, body);
  if (kind !== 'Job' && kind !== 'CronJob') yield* validateLasting(body);
  switch (kind) {
    case 'Deployment':
      yield* validateDeployment(body);
      break;
    case 'StatefulSet':
      yield* validateStatefulSet(body);
      break;
    case 'Job':
      yield* validateJob(body, spec);
      break;
    case 'CronJob':
      yield* validateTimeZone(field(body, 'timeZone'));
      yield* validateJob(at(body, ['jobTemplate', 'spec']), [...spec, 'jobTemplate', 'spec']);
      break;
    default:
  }
}

/** A template without containers, which no schema demands. */
function* validateTemplate(kind: string, body: Data | undefined): Problems {
  const path = kind === 'CronJob' ? ['jobTemplate', 'spec', 'template'] : ['template'];
  // Where there is no template the schema says so.
  if (!isMap(at(body, path))) return;
  const containers = at(body, [...path, 'spec', 'containers']);
  if (isUnknown(containers) || items(containers).length > 0) return;
  yield { path: [...spec, ...path], message: 'has no containers', fix: 'Write spec.containers.' };
}

/** A workload whose pods are not meant to end. */
function* validateLasting(body: Data | undefined): Problems {
  yield* validateSelector(field(body, 'selector'), [...spec, 'selector']);
  if (isSet(at(body, ['template', 'spec', 'activeDeadlineSeconds'])))
    yield {
      path: [...spec, 'template', 'spec', 'activeDeadlineSeconds'],
      message: 'is set, but only the pods of a Job may end',
      fix: 'Leave it out.',
    };
}

function* validateDeployment(body: Data | undefined): Problems {
  const ready = field(body, 'minReadySeconds') ?? 0;
  const deadline = field(body, 'progressDeadlineSeconds') ?? usualDeadline;
  if (typeof ready === 'number' && typeof deadline === 'number' && deadline <= ready)
    yield {
      path: [...spec, 'minReadySeconds'],
      message: `is ${ready}, and progressDeadlineSeconds ${deadline} is not more`,
      fix: 'Write a longer progressDeadlineSeconds.',
    };
  const rolling = at(body, ['strategy', 'rollingUpdate']);
  const path = [...spec, 'strategy', 'rollingUpdate'];
  yield* validateShare(field(rolling, 'maxUnavailable'), [...path, 'maxUnavailable'], 100);
  yield* validateShare(field(rolling, 'maxSurge'), [...path, 'maxSurge']);
}

function* validateStatefulSet(body: Data | undefined): Problems {
  const strategy = field(body, 'updateStrategy');
  const path = [...spec, 'updateStrategy'];
  if (field(strategy, 'type') === 'OnDelete' && isSet(field(strategy, 'rollingUpdate')))
    yield {
      path: [...path, 'rollingUpdate'],
      message: 'stands beside type OnDelete',
      fix: 'Leave rollingUpdate out.',
    };
  for (const [index, claim] of items(field(body, 'volumeClaimTemplates')).entries())
    yield* validateClaim(field(claim, 'spec'), [...spec, 'volumeClaimTemplates', index, 'spec']);
}

function* validateJob(body: Data | undefined, path: Path): Problems {
  if (isSet(field(body, 'selector')) && field(body, 'manualSelector') !== true)
    yield {
      path: [...path, 'selector'],
      message: 'is set, but a Job makes its own',
      fix: 'Leave selector out.',
    };
  for (const [index, rule] of items(at(body, ['podFailurePolicy', 'rules'])).entries())
    yield* validateOneOf(rule, [...path, 'podFailurePolicy', 'rules', index], {
      keys: ['onExitCodes', 'onPodConditions'],
      noun: 'condition',
    });
}

function* validateTimeZone(zone: Data | undefined): Problems {
  if (typeof zone !== 'string' || isUnknown(zone)) return;
  const path = [...spec, 'timeZone'];
  const fix = 'Write the name of a time zone, such as Europe/Berlin, or leave it out.';
  if (zone === '') yield { path, message: 'is empty', fix };
  else if (!isTimeZone(zone)) yield { path, message: `is "${zone}", which is not a time zone`, fix };
}

function isTimeZone(zone: string): boolean {
  try {
    return zone.toLowerCase() !== 'local' && new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
