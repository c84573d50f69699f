import { type Place, quantity } from '../../platform';
import {
  contentKey,
  isUnknown,
  qualifiedName,
  subdomain,
  textAt,
  validateFormat,
  validateNumber,
  validateOneOf,
  validateWord,
} from './formats';
import { type Problems, refusal } from './problem';

/** Fields of a pod that a variable may hold. */
const podFields =
  'metadata.name metadata.namespace metadata.uid spec.nodeName spec.serviceAccountName status.hostIP status.hostIPs status.podIP status.podIPs'.split(
    ' ',
  );
/** Fields of a pod that a file of a volume may hold. */
export const fileFields =
  'metadata.annotations metadata.labels metadata.name metadata.namespace metadata.uid'.split(' ');
const subscript = /^metadata\.(?:labels|annotations)\['[^']*'\]$/;
const standardResources = ['cpu', 'memory', 'ephemeral-storage'];

/** What the API server asks of one container. */
export function* validateContainer(body: Place, isInit: boolean): Problems {
  const image = body.at('image');
  if (image.data === '') yield refusal(image, 'is empty', 'Name the image.');
  yield* validateVariables(body);
  yield* validateProbes(body);
  yield* validateLifecycle(body.at('lifecycle'));
  yield* validateSecurity(body.at('securityContext'));
  yield* validateResources(body.at('resources'));
  for (const mount of body.at('volumeMounts').items) yield* validateMount(mount);
  if (isInit) yield* validateInit(body);
}

const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];

function* validateVariables(body: Place): Problems {
  for (const variable of body.at('env').items) {
    const from = variable.at('valueFrom');
    if (!from.isMap) continue;
    const value = variable.at('value');
    if (value.isSet && value.data !== '')
      yield refusal(from, 'stands beside a value', 'Keep one of value and valueFrom.');
    yield* validateOneOf(from, 'source', sources);
    yield* validatePodField(from.at('fieldRef'), podFields);
    yield* validateResourceField(from.at('resourceFieldRef'));
    for (const reference of [from.at('configMapKeyRef'), from.at('secretKeyRef')]) {
      yield* validateName(reference);
      yield* validateFormat(reference.at('key'), contentKey);
    }
  }
  for (const source of body.at('envFrom').items) {
    const kinds = ['configMapRef', 'secretRef'];
    yield* validateOneOf(source, 'source', kinds);
    for (const kind of kinds) yield* validateName(source.at(kind));
  }
}

/** A reference to an object by its name. */
function* validateName(reference: Place): Problems {
  const name = reference.at('name');
  if (reference.isMap && (!name.isSet || name.data === ''))
    yield refusal(reference, 'names no object', 'Write its name.');
  else yield* validateFormat(name, subdomain);
}

/** A reference to a field of the pod itself. */
export function* validatePodField(reference: Place, known: readonly string[]): Problems {
  const at = reference.at('fieldPath');
  const text = textAt(at);
  if (text === undefined || known.includes(text) || subscript.test(text)) return;
  yield refusal(
    at,
    `is "${text}", which no pod offers here`,
    `Write one of ${known.join(', ')}, metadata.labels['…'], metadata.annotations['…'].`,
  );
}

/** A reference to a request or limit of a container. */
export function* validateResourceField(reference: Place): Problems {
  const at = reference.at('resource');
  const { text } = at;
  if (text === undefined || /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/.test(text))
    return;
  yield refusal(
    at,
    `is "${text}", which is neither a request nor a limit`,
    'Write limits.cpu, limits.memory, requests.cpu or requests.memory.',
  );
}

const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

function* validateProbes(body: Place): Problems {
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = body.at(name);
    yield* validateOneOf(probe, 'handler', handlers);
    yield* validateHandler(probe);
    const successes = probe.at('successThreshold');
    if (name !== 'readinessProbe' && (successes.number ?? 0) > 1)
      yield refusal(
        successes,
        `is ${successes.number}, but only 1 is allowed for a ${name}`,
        'Leave successThreshold out.',
      );
    const grace = probe.at('terminationGracePeriodSeconds');
    if (name === 'readinessProbe' && grace.isSet)
      yield refusal(grace, 'is set, but a readinessProbe ends no container', 'Leave it out.');
    else yield* validateNumber(grace, { least: 1 });
  }
}

const headerName = { pattern: /^[-A-Za-z0-9]+$/, longest: 253, is: 'the name of an HTTP header' };

function* validateHandler(body: Place): Problems {
  const exec = body.at('exec');
  if (exec.isMap && exec.at('command').items.length === 0)
    yield refusal(exec, 'has no command', 'Write the command.');
  for (const header of body.at('httpGet', 'httpHeaders').items)
    yield* validateFormat(header.at('name'), headerName);
}

function* validateLifecycle(lifecycle: Place): Problems {
  for (const hook of [lifecycle.at('postStart'), lifecycle.at('preStop')]) {
    yield* validateOneOf(hook, 'handler', ['exec', 'httpGet', 'tcpSocket', 'sleep']);
    yield* validateHandler(hook);
  }
}

function* validateSecurity(context: Place): Problems {
  // Beside `privileged` it is told by the rule of contexts that agree.
  const gains = context.at('allowPrivilegeEscalation');
  const added = context.at('capabilities', 'add').items.map(({ text }) => text);
  const isTold = context.at('privileged').data === true;
  if (gains.data === false && !isTold && added.includes('CAP_SYS_ADMIN'))
    yield refusal(
      gains,
      'is false beside CAP_SYS_ADMIN',
      'Leave CAP_SYS_ADMIN out, or allowPrivilegeEscalation.',
    );
  yield* validateSeccomp(context.at('seccompProfile'));
}

/** A seccomp profile of a pod or container. */
export function* validateSeccomp(profile: Place): Problems {
  const [{ data: type }, named] = [profile.at('type'), profile.at('localhostProfile')];
  if (!profile.isMap || isUnknown(type)) return;
  if (type === 'Localhost' && !named.isSet)
    yield refusal(profile, 'is Localhost without localhostProfile', 'Name the file of the profile.');
  if (type !== 'Localhost' && named.isSet && typeof type === 'string')
    yield refusal(
      named,
      `stands beside type ${type}`,
      'Leave localhostProfile out, or write type: Localhost.',
    );
}

function* validateResources(resources: Place): Problems {
  for (const part of [resources.at('limits'), resources.at('requests')])
    for (const [name, amount] of part.entries) if (!isUnknown(name)) yield* validateResource(name, amount);
  yield* validateExtended(resources);
}

const isExtended = (name: string) =>
  name.includes('/') && !/^(?:[^/]*\.)?kubernetes\.io\//.test(name) && !name.startsWith('requests.');

function* validateResource(name: string, amount: Place): Problems {
  const isStandard = standardResources.includes(name) || name.startsWith('hugepages-');
  if (!isStandard && !name.includes('/')) {
    yield refusal(
      amount,
      'is a resource that containers do not have',
      `Write ${standardResources.join(', ')} or a name with a domain, such as nvidia.com/gpu.`,
    );
    return;
  }
  if (!isStandard) yield* validateFormat(amount, qualifiedName, name);
  const number = quantity(amount.data);
  if (number === undefined) return;
  if (number < 0) yield refusal(amount, `is ${amount.shown}, less than 0`, 'Write 0 or more.');
  else if (isExtended(name) && !Number.isInteger(number))
    yield refusal(amount, `is ${amount.shown}, but only whole numbers are allowed`, 'Write a whole number.');
}

/** Resources that cannot be shared: what is asked for is the limit. */
function* validateExtended(resources: Place): Problems {
  for (const [name, amount] of resources.at('requests').entries) {
    if (!isExtended(name) || isUnknown(amount.data)) continue;
    const limit = resources.at('limits', name);
    if (!limit.isSet) yield refusal(amount, 'has no limit', 'Write it below limits, too.');
    else if (!isUnknown(limit.data) && quantity(limit.data) !== quantity(amount.data))
      yield refusal(
        amount,
        `is ${amount.shown}, but the limit is ${limit.shown}`,
        'Write the same as the limit.',
      );
  }
}

function* validateMount(mount: Place): Problems {
  const [subPath, expression, mountPath] = [
    mount.at('subPath'),
    mount.at('subPathExpr'),
    mount.at('mountPath'),
  ];
  yield* validateRelativePath(subPath);
  if (subPath.isSet && subPath.data !== '' && expression.isSet)
    yield refusal(expression, 'stands beside subPath', 'Keep one of the two.');
  if (mountPath.data === '') yield refusal(mountPath, 'is empty', 'Write where it is mounted.');
}

/** A path inside of a volume. */
export function* validateRelativePath(at: Place): Problems {
  const text = textAt(at);
  if (text?.startsWith('/'))
    yield refusal(at, `is "${text}", which begins at the root`, 'Write a path without a leading slash.');
  else yield* validateDownwards(at);
}

/** A path that leads to nothing above. */
export function* validateDownwards(at: Place): Problems {
  const text = textAt(at);
  if (text?.split('/').includes('..'))
    yield refusal(at, `is "${text}", which leads upwards`, 'Write a path without `..`.');
}

function* validateInit(body: Place): Problems {
  const policy = body.at('restartPolicy');
  yield* validateWord(policy, ['Always', 'Never', 'OnFailure']);
  if (policy.isSet) return;
  for (const key of ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle']) {
    if (body.at(key).isSet)
      yield refusal(
        body.at(key),
        'is set on an init container that ends',
        'Leave it out, or write restartPolicy: Always for a container that runs beside the others.',
      );
  }
}
