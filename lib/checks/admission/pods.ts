import type { Container, Place, Workload } from '../../platform';
import { validateContainer, validateSeccomp } from './containers';
import {
  isUnknown,
  label,
  labelValue,
  qualifiedName,
  subdomain,
  validateAddress,
  validateFormat,
} from './formats';
import { type Problems, refusal } from './problem';
import { validateLabels, validateNodeTerm, validateSelector } from './selectors';
import { validateVolume } from './volumes';

/** What the API server asks of the pods of a template. */
export function* validatePod({ spec: { place: spec }, containers, templatePath }: Workload): Problems {
  for (const { spec: own, init } of containers) yield* validateContainer(own.place, init);
  yield* validateContainerNames(containers);
  yield* validateSleep(spec, containers);
  // What a pod may have and the template of a workload may not.
  const ephemeral = spec.at('ephemeralContainers');
  if (templatePath.length > 0 && ephemeral.items.length > 0)
    yield refusal(ephemeral, 'stand in a template', 'Leave them out.');
  for (const volume of spec.at('volumes').items) yield* validateVolume(volume);
  for (const toleration of spec.at('tolerations').items) yield* validateToleration(toleration);
  yield* validateAffinity(spec.at('affinity'));
  yield* validateSpread(spec.at('topologySpreadConstraints'));
  yield* validateNetwork(spec, containers);
  yield* validateLabels(spec.at('nodeSelector'));
  for (const key of ['serviceAccountName', 'priorityClassName', 'runtimeClassName'])
    yield* validateFormat(spec.at(key), subdomain);
  for (const key of ['hostname', 'subdomain']) yield* validateFormat(spec.at(key), label);
  yield* validateSeccomp(spec.at('securityContext', 'seccompProfile'));
  const shares = spec.at('shareProcessNamespace');
  if (spec.at('hostPID').data === true && shares.data === true)
    yield refusal(shares, 'is true beside hostPID: true', 'Keep one of the two.');
}

/** The usual time that a pod is given to end, in seconds. */
const usualGrace = 30;

function* validateSleep(spec: Place, containers: readonly Container[]): Problems {
  const grace = spec.at('terminationGracePeriodSeconds').data ?? usualGrace;
  if (typeof grace !== 'number' || grace < 0) return;
  for (const { spec: own } of containers) {
    const seconds = own.place.at('lifecycle', 'preStop', 'sleep', 'seconds');
    if ((seconds.number ?? 0) > grace)
      yield refusal(
        seconds,
        `is ${seconds.number}, longer than the ${grace} s that the pod is given to end`,
        'Write less, or a longer terminationGracePeriodSeconds.',
      );
  }
}

/** Init containers and the others share their names; each list by itself is told elsewhere. */
function* validateContainerNames(containers: readonly Container[]): Problems {
  const others = new Set(containers.filter(({ init }) => !init).map(({ name }) => name));
  for (const { name, spec, init } of containers) {
    if (init && name !== '' && others.has(name))
      yield refusal(
        spec.name,
        `is "${name}", which is a container of the pod, too`,
        'Give it a name of its own.',
      );
  }
}

function* validateToleration(toleration: Place): Problems {
  if (!toleration.isMap) return;
  const [key, value, seconds] = [
    toleration.at('key'),
    toleration.at('value'),
    toleration.at('tolerationSeconds'),
  ];
  const [operator, effect] = [toleration.at('operator').data, toleration.at('effect').data];
  if ([key.data, operator, value.data, effect].some(isUnknown)) return;
  if (operator === 'Exists' && value.isSet && value.data !== '')
    yield refusal(value, 'stands beside operator Exists', 'Leave value out.');
  if ((!key.isSet || key.data === '') && operator !== 'Exists')
    yield refusal(
      toleration,
      'names no key',
      'Name the key of the taint, or write operator: Exists for all.',
    );
  if (seconds.isSet && effect !== 'NoExecute')
    yield refusal(
      seconds,
      'stands beside another effect than NoExecute',
      'Leave it out, or write effect: NoExecute.',
    );
  if (operator !== 'Exists') yield* validateFormat(value, labelValue);
  if (key.data !== '') yield* validateFormat(key, qualifiedName);
}

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

function* validateAffinity(affinity: Place): Problems {
  const node = affinity.at('nodeAffinity');
  const must = node.at(required);
  const terms = must.at('nodeSelectorTerms').items;
  if (must.isMap && terms.length === 0)
    yield refusal(must, 'has no nodeSelectorTerms', 'Write a term, or leave it out.');
  for (const term of terms) yield* validateNodeTerm(term);
  for (const one of node.at(preferred).items) yield* validateNodeTerm(one.at('preference'));
  for (const kind of [affinity.at('podAffinity'), affinity.at('podAntiAffinity')]) {
    for (const term of kind.at(required).items) yield* validatePodTerm(term);
    for (const one of kind.at(preferred).items) yield* validatePodTerm(one.at('podAffinityTerm'));
  }
}

function* validatePodTerm(term: Place): Problems {
  const key = term.at('topologyKey');
  if (key.data === '')
    yield refusal(key, 'is empty', 'Write a label of nodes, such as kubernetes.io/hostname.');
  yield* validateSelector(term.at('labelSelector'));
  yield* validateSelector(term.at('namespaceSelector'));
}

function* validateSpread(list: Place): Problems {
  const seen = new Set<string>();
  for (const one of list.items) {
    if (!one.isMap) continue;
    const [minimum, keys, selector] = [
      one.at('minDomains'),
      one.at('matchLabelKeys'),
      one.at('labelSelector'),
    ];
    const [topology, otherwise] = [one.at('topologyKey').shown, one.at('whenUnsatisfiable').shown];
    const key = `${topology} ${otherwise}`;
    if (seen.has(key))
      yield refusal(one, `spreads over ${topology} with ${otherwise} once more`, 'Keep one of them.');
    seen.add(key);
    if (minimum.isSet && otherwise === 'ScheduleAnyway')
      yield refusal(
        minimum,
        'stands beside whenUnsatisfiable ScheduleAnyway',
        'Leave it out, or write whenUnsatisfiable: DoNotSchedule.',
      );
    if (keys.items.length > 0 && !selector.isSet)
      yield refusal(keys, 'stand without labelSelector', 'Write a labelSelector.');
    yield* validateSelector(selector);
  }
}

function* validateNetwork(spec: Place, containers: readonly Container[]): Problems {
  if (spec.at('hostNetwork').data === true)
    for (const port of containers.flatMap((each) => each.spec.place.at('ports').items)) {
      const [inside, outside] = [port.at('containerPort').number, port.at('hostPort').number];
      if (inside !== undefined && outside && inside !== outside)
        yield refusal(
          port.at('hostPort'),
          `is ${outside}, but the pod stands in the network of the node, where it is ${inside}`,
          `Write ${inside}, or leave hostPort out.`,
        );
    }
  const servers = spec.at('dnsConfig', 'nameservers').items;
  if (spec.at('dnsPolicy').data === 'None' && servers.length === 0)
    yield refusal(spec.at('dnsPolicy'), 'is None without nameservers', 'Write dnsConfig.nameservers.');
  for (const server of servers) yield* validateAddress(server);
  for (const alias of spec.at('hostAliases').items) {
    yield* validateAddress(alias.at('ip'));
    for (const name of alias.at('hostnames').items) yield* validateFormat(name, subdomain);
  }
}
