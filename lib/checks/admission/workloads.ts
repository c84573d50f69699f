import type { Place } from '../../platform';
import { validateClaim } from './claims';
import { isUnknown, textAt, validateOneOf, validateShare } from './formats';
import { type Problems, refusal } from './problem';
import { validateSelector } from './selectors';

const usualDeadline = 600;

/** What the API server asks of a workload beside its pods. */
export function* validateWorkload(kind: string, spec: Place): Problems {
  const job = kind === 'CronJob' ? spec.at('jobTemplate', 'spec') : spec;
  yield* validateTemplate(job.at('template'));
  if (kind === 'Job' || kind === 'CronJob') yield* validateJob(job);
  else yield* validateLasting(spec);
  if (kind === 'Deployment') yield* validateDeployment(spec);
  if (kind === 'StatefulSet') yield* validateStatefulSet(spec);
  if (kind === 'CronJob') yield* validateTimeZone(spec.at('timeZone'));
}

/** A template without containers, which no schema demands. */
function* validateTemplate(template: Place): Problems {
  const containers = template.at('spec', 'containers');
  // Where there is no template the schema says so.
  if (!template.isMap || isUnknown(containers.data) || containers.items.length > 0) return;
  yield refusal(template, 'has no containers', 'Write spec.containers.');
}

/** A workload whose pods are not meant to end. */
function* validateLasting(spec: Place): Problems {
  yield* validateSelector(spec.at('selector'));
  const deadline = spec.at('template', 'spec', 'activeDeadlineSeconds');
  if (deadline.isSet) yield refusal(deadline, 'is set, but only the pods of a Job may end', 'Leave it out.');
}

function* validateDeployment(spec: Place): Problems {
  const at = spec.at('minReadySeconds');
  const ready = at.data ?? 0;
  const deadline = spec.at('progressDeadlineSeconds').data ?? usualDeadline;
  if (typeof ready === 'number' && typeof deadline === 'number' && deadline <= ready)
    yield refusal(
      at,
      `is ${ready}, and progressDeadlineSeconds ${deadline} is not more`,
      'Write a longer progressDeadlineSeconds.',
    );
  const rolling = spec.at('strategy', 'rollingUpdate');
  yield* validateShare(rolling.at('maxUnavailable'), 100);
  yield* validateShare(rolling.at('maxSurge'));
}

function* validateStatefulSet(spec: Place): Problems {
  const strategy = spec.at('updateStrategy');
  const rolling = strategy.at('rollingUpdate');
  if (strategy.at('type').data === 'OnDelete' && rolling.isSet)
    yield refusal(rolling, 'stands beside type OnDelete', 'Leave rollingUpdate out.');
  for (const claim of spec.at('volumeClaimTemplates').items) yield* validateClaim(claim.at('spec'));
}

function* validateJob(spec: Place): Problems {
  const selector = spec.at('selector');
  if (selector.isSet && spec.at('manualSelector').data !== true)
    yield refusal(selector, 'is set, but a Job makes its own', 'Leave selector out.');
  for (const rule of spec.at('podFailurePolicy', 'rules').items)
    yield* validateOneOf(rule, 'condition', ['onExitCodes', 'onPodConditions']);
}

function* validateTimeZone(at: Place): Problems {
  const zone = textAt(at);
  const fix = 'Write the name of a time zone, such as Europe/Berlin, or leave it out.';
  if (zone === '') yield refusal(at, 'is empty', fix);
  else if (zone !== undefined && !isTimeZone(zone))
    yield refusal(at, `is "${zone}", which is not a time zone`, fix);
}

function isTimeZone(zone: string): boolean {
  try {
    return zone.toLowerCase() !== 'local' && new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
