import { at, type Data, field, isMap, isSet, items, type Path } from '../../documents';
import { quantity } from '../../platform';
import {
  contentKey,
  isUnknown,
  qualifiedName,
  subdomain,
  validateFormat,
  validateNumber,
  validateWord,
} from './formats';
import { validateOneOf } from './one-of';
import type { Problems } from './problem';

/** Fields of a pod that a variable may hold. */
const podFields = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
/** Fields of a pod that a file of a volume may hold. */
export const fileFields = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
];
const subscript = /^metadata\.(?:labels|annotations)\['[^']*'\]$/;
const standardResources = ['cpu', 'memory', 'ephemeral-storage'];

/** What the API server asks of one container. */
export function* validateContainer(body: Data, path: Path, isInit: boolean): Problems {
  if (field(body, 'image') === '')
    yield { path: [...path, 'image'], message: 'is empty', fix: 'Name the image.' };
  yield* validateVariables(body, path);
  yield* validateProbes(body, path);
  yield* validateLifecycle(field(body, 'lifecycle'), [...path, 'lifecycle']);
  yield* validateSecurity(field(body, 'securityContext'), [...path, 'securityContext']);
  yield* validateResources(field(body, 'resources'), [...path, 'resources']);
  for (const [index, mount] of items(field(body, 'volumeMounts')).entries())
    yield* validateMount(mount, [...path, 'volumeMounts', index]);
  if (isInit) yield* validateInit(body, path);
}

function* validateVariables(body: Data, path: Path): Problems {
  for (const [index, variable] of items(field(body, 'env')).entries()) {
    const from = field(variable, 'valueFrom');
    if (!isMap(from)) continue;
    const here = [...path, 'env', index, 'valueFrom'];
    const value = field(variable, 'value');
    if (isSet(value) && value !== '') {
      yield { path: here, message: 'stands beside a value', fix: 'Keep one of value and valueFrom.' };
    }
    yield* validateOneOf(from, here, {
      keys: ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'],
      noun: 'source',
    });
    yield* validatePodField(field(from, 'fieldRef'), [...here, 'fieldRef'], podFields, true);
    yield* validateResourceField(field(from, 'resourceFieldRef'), [...here, 'resourceFieldRef']);
    for (const key of ['configMapKeyRef', 'secretKeyRef']) {
      const reference = field(from, key);
      if (!isMap(reference)) continue;
      yield* validateName(field(reference, 'name'), [...here, key]);
      yield* validateFormat(field(reference, 'key'), [...here, key, 'key'], contentKey);
    }
  }
  for (const [index, source] of items(field(body, 'envFrom')).entries()) {
    const here = [...path, 'envFrom', index];
    const kinds = ['configMapRef', 'secretRef'];
    yield* validateOneOf(source, here, { keys: kinds, noun: 'source' });
    for (const key of kinds) {
      const reference = field(source, key);
      if (isMap(reference)) yield* validateName(reference.name, [...here, key]);
    }
  }
}

/** The name of an object that a field refers to. */
export function* validateName(name: Data | undefined, path: Path): Problems {
  if (!isSet(name) || name === '') yield { path, message: 'names no object', fix: 'Write its name.' };
  else yield* validateFormat(name, [...path, 'name'], subdomain);
}

/** A reference to a field of the pod itself. */
export function* validatePodField(
  reference: Data | undefined,
  path: Path,
  known: readonly string[],
  takesSubscripts: boolean,
): Problems {
  const text = field(reference, 'fieldPath');
  if (typeof text !== 'string' || isUnknown(text) || known.includes(text)) return;
  if (takesSubscripts && subscript.test(text)) return;
  yield {
    path: [...path, 'fieldPath'],
    message: `is "${text}", which no pod offers here`,
    fix: `Write one of ${known.join(', ')}${takesSubscripts ? ", metadata.labels['…'], metadata.annotations['…']" : ''}.`,
  };
}

/** A reference to a request or limit of a container. */
export function* validateResourceField(reference: Data | undefined, path: Path): Problems {
  const text = field(reference, 'resource');
  if (
    typeof text !== 'string' ||
    /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/.test(text)
  )
    return;
  yield {
    path: [...path, 'resource'],
    message: `is "${text}", which is neither a request nor a limit`,
    fix: 'Write limits.cpu, limits.memory, requests.cpu or requests.memory.',
  };
}

const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

function* validateProbes(body: Data, path: Path): Problems {
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = field(body, name);
    if (!isMap(probe)) continue;
    const here = [...path, name];
    yield* validateOneOf(probe, here, { keys: handlers, noun: 'handler' });
    yield* validateHandler(probe, here);
    const successes = field(probe, 'successThreshold');
    if (name !== 'readinessProbe' && typeof successes === 'number' && successes > 1)
      yield {
        path: [...here, 'successThreshold'],
        message: `is ${successes}, but only 1 is allowed for a ${name}`,
        fix: 'Leave successThreshold out.',
      };
    const grace = field(probe, 'terminationGracePeriodSeconds');
    if (name === 'readinessProbe' && isSet(grace))
      yield {
        path: [...here, 'terminationGracePeriodSeconds'],
        message: 'is set, but a readinessProbe ends no container',
        fix: 'Leave it out.',
      };
    else yield* validateNumber(grace, [...here, 'terminationGracePeriodSeconds'], { least: 1 });
  }
}

function* validateHandler(body: Data, path: Path): Problems {
  const exec = field(body, 'exec');
  if (isMap(exec) && items(field(exec, 'command')).length === 0)
    yield { path: [...path, 'exec'], message: 'has no command', fix: 'Write the command.' };
  for (const [index, header] of items(at(body, ['httpGet', 'httpHeaders'])).entries())
    yield* validateFormat(field(header, 'name'), [...path, 'httpGet', 'httpHeaders', index, 'name'], {
      pattern: /^[-A-Za-z0-9]+$/,
      longest: 253,
      is: 'the name of an HTTP header',
    });
}

function* validateLifecycle(lifecycle: Data | undefined, path: Path): Problems {
  for (const name of ['postStart', 'preStop']) {
    const hook = field(lifecycle, name);
    yield* validateOneOf(hook, [...path, name], {
      keys: ['exec', 'httpGet', 'tcpSocket', 'sleep'],
      noun: 'handler',
    });
    yield* validateHandler(hook ?? null, [...path, name]);
  }
}

function* validateSecurity(context: Data | undefined, path: Path): Problems {
  if (!isMap(context)) return;
  // Beside `privileged` it is told by the rule of contexts that agree.
  const added = items(at(context, ['capabilities', 'add']));
  if (
    context.allowPrivilegeEscalation === false &&
    context.privileged !== true &&
    added.includes('CAP_SYS_ADMIN')
  )
    yield {
      path: [...path, 'allowPrivilegeEscalation'],
      message: 'is false beside CAP_SYS_ADMIN',
      fix: 'Leave CAP_SYS_ADMIN out, or allowPrivilegeEscalation.',
    };
  yield* validateSeccomp(context.seccompProfile, [...path, 'seccompProfile']);
}

/** A seccomp profile of a pod or container. */
export function* validateSeccomp(profile: Data | undefined, path: Path): Problems {
  if (!isMap(profile) || isUnknown(profile.type)) return;
  const isLocal = profile.type === 'Localhost';
  const named = isSet(profile.localhostProfile);
  if (isLocal && !named)
    yield { path, message: 'is Localhost without localhostProfile', fix: 'Name the file of the profile.' };
  if (!isLocal && named && typeof profile.type === 'string')
    yield {
      path: [...path, 'localhostProfile'],
      message: `stands beside type ${profile.type}`,
      fix: 'Leave localhostProfile out, or write type: Localhost.',
    };
}

function* validateResources(resources: Data | undefined, path: Path): Problems {
  for (const part of ['limits', 'requests']) {
    const amounts = field(resources, part);
    if (!isMap(amounts)) continue;
    for (const [name, amount] of Object.entries(amounts)) {
      if (!isUnknown(name)) yield* validateResource(name, amount, [...path, part, name]);
    }
  }
  yield* validateExtended(field(resources, 'limits'), field(resources, 'requests'), path);
}

const isExtended = (name: string) =>
  name.includes('/') && !/^(?:[^/]*\.)?kubernetes\.io\//.test(name) && !name.startsWith('requests.');

function* validateResource(name: string, amount: Data, path: Path): Problems {
  const isStandard = standardResources.includes(name) || name.startsWith('hugepages-');
  if (!isStandard && !name.includes('/')) {
    yield {
      path,
      message: 'is a resource that containers do not have',
      fix: `Write ${standardResources.join(', ')} or a name with a domain, such as nvidia.com/gpu.`,
    };
    return;
  }
  if (!isStandard) yield* validateFormat(name, path, qualifiedName);
  const number = quantity(amount);
  if (number === undefined) return;
  if (number < 0) yield { path, message: `is ${amount}, less than 0`, fix: 'Write 0 or more.' };
  else if (isExtended(name) && !Number.isInteger(number))
    yield { path, message: `is ${amount}, but only whole numbers are allowed`, fix: 'Write a whole number.' };
}

/** Resources that cannot be shared: what is asked for is the limit. */
function* validateExtended(limits: Data | undefined, requests: Data | undefined, path: Path): Problems {
  if (!isMap(requests)) return;
  for (const [name, amount] of Object.entries(requests)) {
    if (!isExtended(name) || isUnknown(amount)) continue;
    const limit = field(limits, name);
    if (!isSet(limit))
      yield {
        path: [...path, 'requests', name],
        message: 'has no limit',
        fix: `Write it below limits, too.`,
      };
    else if (!isUnknown(limit) && quantity(limit) !== quantity(amount))
      yield {
        path: [...path, 'requests', name],
        message: `is ${amount}, but the limit is ${limit}`,
        fix: 'Write the same as the limit.',
      };
  }
}

function* validateMount(mount: Data, path: Path): Problems {
  const subPath = field(mount, 'subPath');
  yield* validateRelativePath(subPath, [...path, 'subPath']);
  if (isSet(subPath) && subPath !== '' && isSet(field(mount, 'subPathExpr')))
    yield { path: [...path, 'subPathExpr'], message: 'stands beside subPath', fix: 'Keep one of the two.' };
  if (field(mount, 'mountPath') === '')
    yield { path: [...path, 'mountPath'], message: 'is empty', fix: 'Write where it is mounted.' };
}

/** A path inside of a volume. */
export function* validateRelativePath(value: Data | undefined, path: Path): Problems {
  if (typeof value !== 'string' || isUnknown(value)) return;
  if (value.startsWith('/'))
    yield {
      path,
      message: `is "${value}", which begins at the root`,
      fix: 'Write a path without a leading slash.',
    };
  else if (value.split('/').includes('..'))
    yield { path, message: `is "${value}", which leads upwards`, fix: 'Write a path without `..`.' };
}

function* validateInit(body: Data, path: Path): Problems {
  const policy = field(body, 'restartPolicy');
  yield* validateWord(policy, [...path, 'restartPolicy'], ['Always', 'Never', 'OnFailure']);
  if (isSet(policy)) return;
  for (const key of ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle']) {
    if (isSet(field(body, key)))
      yield {
        path: [...path, key],
        message: 'is set on an init container that ends',
        fix: 'Leave it out, or write restartPolicy: Always for a container that runs beside the others.',
      };
  }
}
