import { isIP } from 'node:net';
import { at, type Data, type DataMap, field, isMap, isSet, items, type Path } from '../../documents';
import type { Container } from '../../platform';
import { validateContainer, validateSeccomp } from './containers';
import { isUnknown, label, labelValue, qualifiedName, subdomain, validateFormat } from './formats';
import type { Problems } from './problem';
import { validateLabels, validateNodeTerm, validateSelector } from './selectors';
import { validateVolume } from './volumes';

/** What the API server asks of the pods of a template. */
export function* validatePod(spec: DataMap, path: Path, containers: readonly Container[]): Problems {
  for (const { body, path: place, init } of containers) yield* validateContainer(body as Data, place, init);
  yield* validateContainerNames(containers);
  yield* validateSleep(spec, containers);
  if (path.length > 1) yield* validateTemplate(spec, path);
  for (const [index, volume] of items(spec.volumes).entries())
    yield* validateVolume(volume, [...path, 'volumes', index]);
  for (const [index, toleration] of items(spec.tolerations).entries())
    yield* validateToleration(toleration, [...path, 'tolerations', index]);
  yield* validateAffinity(spec.affinity, [...path, 'affinity']);
  yield* validateSpread(spec.topologySpreadConstraints, [...path, 'topologySpreadConstraints']);
  yield* validateNetwork(spec, path, containers);
  yield* validateLabels(spec.nodeSelector, [...path, 'nodeSelector']);
  for (const key of ['serviceAccountName', 'priorityClassName', 'runtimeClassName'])
    yield* validateFormat(spec[key], [...path, key], subdomain);
  for (const key of ['hostname', 'subdomain']) yield* validateFormat(spec[key], [...path, key], label);
  yield* validateSeccomp(at(spec as Data, ['securityContext', 'seccompProfile']), [
    ...path,
    'securityContext',
    'seccompProfile',
  ]);
  if (spec.hostPID === true && spec.shareProcessNamespace === true)
    yield {
      path: [...path, 'shareProcessNamespace'],
      message: 'is true beside hostPID: true',
      fix: 'Keep one of the two.',
    };
}

/** The usual time that a pod is given to end, in seconds. */
const usualGrace = 30;

function* validateSleep(spec: DataMap, containers: readonly Container[]): Problems {
  const grace = spec.terminationGracePeriodSeconds ?? usualGrace;
  if (typeof grace !== 'number' || grace < 0) return;
  for (const { body, path } of containers) {
    const seconds = at(body as Data, ['lifecycle', 'preStop', 'sleep', 'seconds']);
    if (typeof seconds === 'number' && seconds > grace)
      yield {
        path: [...path, 'lifecycle', 'preStop', 'sleep', 'seconds'],
        message: `is ${seconds}, longer than the ${grace} s that the pod is given to end`,
        fix: 'Write less, or a longer terminationGracePeriodSeconds.',
      };
  }
}

/** What a pod may have and the template of a workload may not. */
function* validateTemplate(spec: DataMap, path: Path): Problems {
  if (items(spec.ephemeralContainers).length > 0)
    yield { path: [...path, 'ephemeralContainers'], message: 'stand in a template', fix: 'Leave them out.' };
}

/** Init containers and the others share their names; each list by itself is told elsewhere. */
function* validateContainerNames(containers: readonly Container[]): Problems {
  const others = new Set(containers.filter(({ init }) => !init).map(({ name }) => name));
  for (const { name, path, init } of containers) {
    if (init && name !== '' && others.has(name))
      yield {
        path: [...path, 'name'],
        message: `is "${name}", which is a container of the pod, too`,
        fix: 'Give it a name of its own.',
      };
  }
}

function* validateToleration(toleration: Data, path: Path): Problems {
  if (!isMap(toleration)) return;
  const { key, operator, value, effect } = toleration;
  if ([key, operator, value, effect].some(isUnknown)) return;
  if (operator === 'Exists' && isSet(value) && value !== '')
    yield { path: [...path, 'value'], message: 'stands beside operator Exists', fix: 'Leave value out.' };
  if ((!isSet(key) || key === '') && operator !== 'Exists')
    yield {
      path,
      message: 'names no key',
      fix: 'Name the key of the taint, or write operator: Exists for all.',
    };
  if (isSet(toleration.tolerationSeconds) && effect !== 'NoExecute')
    yield {
      path: [...path, 'tolerationSeconds'],
      message: 'stands beside another effect than NoExecute',
      fix: 'Leave it out, or write effect: NoExecute.',
    };
  if (operator !== 'Exists') yield* validateFormat(value, [...path, 'value'], labelValue);
  yield* validateFormat(key === '' ? undefined : key, [...path, 'key'], qualifiedName);
}

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

function* validateAffinity(affinity: Data | undefined, path: Path): Problems {
  const node = field(affinity, 'nodeAffinity');
  const must = at(node, [required]);
  const terms = items(field(must, 'nodeSelectorTerms'));
  if (isMap(must) && terms.length === 0)
    yield {
      path: [...path, 'nodeAffinity', required],
      message: 'has no nodeSelectorTerms',
      fix: 'Write a term, or leave it out.',
    };
  for (const [index, term] of terms.entries())
    yield* validateNodeTerm(term, [...path, 'nodeAffinity', required, 'nodeSelectorTerms', index]);
  for (const [index, one] of items(field(node, preferred)).entries()) {
    const here = [...path, 'nodeAffinity', preferred, index];
    yield* validateNodeTerm(field(one, 'preference'), [...here, 'preference']);
  }
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    for (const [index, term] of items(at(affinity, [kind, required])).entries())
      yield* validatePodTerm(term, [...path, kind, required, index]);
    for (const [index, one] of items(at(affinity, [kind, preferred])).entries()) {
      const here = [...path, kind, preferred, index];
      yield* validatePodTerm(field(one, 'podAffinityTerm'), [...here, 'podAffinityTerm']);
    }
  }
}

function* validatePodTerm(term: Data | undefined, path: Path): Problems {
  if (!isMap(term)) return;
  if (term.topologyKey === '')
    yield {
      path: [...path, 'topologyKey'],
      message: 'is empty',
      fix: 'Write a label of nodes, such as kubernetes.io/hostname.',
    };
  yield* validateSelector(term.labelSelector, [...path, 'labelSelector']);
  yield* validateSelector(term.namespaceSelector, [...path, 'namespaceSelector']);
}

function* validateSpread(list: Data | undefined, path: Path): Problems {
  const seen = new Set<string>();
  for (const [index, one] of items(list).entries()) {
    if (!isMap(one)) continue;
    const here = [...path, index];
    const { topologyKey, whenUnsatisfiable, labelSelector } = one;
    const key = `${topologyKey} ${whenUnsatisfiable}`;
    if (seen.has(key))
      yield {
        path: here,
        message: `spreads over ${topologyKey} with ${whenUnsatisfiable} once more`,
        fix: 'Keep one of them.',
      };
    seen.add(key);
    if (isSet(one.minDomains) && whenUnsatisfiable === 'ScheduleAnyway')
      yield {
        path: [...here, 'minDomains'],
        message: 'stands beside whenUnsatisfiable ScheduleAnyway',
        fix: 'Leave it out, or write whenUnsatisfiable: DoNotSchedule.',
      };
    if (items(one.matchLabelKeys).length > 0 && !isSet(labelSelector))
      yield {
        path: [...here, 'matchLabelKeys'],
        message: 'stand without labelSelector',
        fix: 'Write a labelSelector.',
      };
    yield* validateSelector(labelSelector, [...here, 'labelSelector']);
  }
}

function* validateNetwork(spec: DataMap, path: Path, containers: readonly Container[]): Problems {
  if (spec.hostNetwork === true) {
    for (const { body, path: place } of containers) {
      for (const [index, port] of items(body.ports).entries()) {
        const [inside, outside] = [field(port, 'containerPort'), field(port, 'hostPort')];
        if (typeof inside === 'number' && typeof outside === 'number' && outside !== 0 && inside !== outside)
          yield {
            path: [...place, 'ports', index, 'hostPort'],
            message: `is ${outside}, but the pod stands in the network of the node, where it is ${inside}`,
            fix: `Write ${inside}, or leave hostPort out.`,
          };
      }
    }
  }
  if (spec.dnsPolicy === 'None' && items(at(spec as Data, ['dnsConfig', 'nameservers'])).length === 0)
    yield {
      path: [...path, 'dnsPolicy'],
      message: 'is None without nameservers',
      fix: 'Write dnsConfig.nameservers.',
    };
  for (const [index, server] of items(at(spec as Data, ['dnsConfig', 'nameservers'])).entries())
    yield* validateAddress(server, [...path, 'dnsConfig', 'nameservers', index]);
  for (const [index, alias] of items(spec.hostAliases).entries()) {
    yield* validateAddress(field(alias, 'ip'), [...path, 'hostAliases', index, 'ip']);
    for (const [at_, name] of items(field(alias, 'hostnames')).entries())
      yield* validateFormat(name, [...path, 'hostAliases', index, 'hostnames', at_], subdomain);
  }
}

/** An address of the network, IPv4 or IPv6. */
export function* validateAddress(value: Data | undefined, path: Path): Problems {
  if (typeof value !== 'string' || isUnknown(value) || isIP(value) !== 0) return;
  yield {
    path,
    message: `is "${value}", which is not an IP address`,
    fix: 'Write an address such as 10.9.8.7.',
  };
}
