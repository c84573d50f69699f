import { at, type Data, field, isMap, items, type Path } from '../../../documents';
import { type ObjectSubject, objectTitle } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

const classAnnotation = 'kubernetes.io/ingress.class';

export const ingressesAreAccepted: ObjectRule = {
  id: 'XR-56',
  title: 'The paths, class and backends of an Ingress are such as the API server accepts',
  severity: 'error',
  why: 'The API server refuses the Ingress, and Flux applies nothing of its Kustomization.',
  fix: 'Write absolute paths, one class in ingressClassName, and in each backend a service with the name or the number of a port.',
  appliesTo: 'object',
  kinds: ['networking.k8s.io/Ingress'],
  example: `  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: {name: jaeger, namespace: observability}
  spec:
    ingressClassName: nginx
    rules:
      - host: jaeger.example.com
-       http: {paths: [{path: jaeger, pathType: Prefix, backend: {service: {name: jaeger-query, port: {number: 16686}}}}]}
+       http: {paths: [{path: /jaeger, pathType: Prefix, backend: {service: {name: jaeger-query, port: {number: 16686}}}}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: jaeger-query, namespace: observability}
  spec: {type: ExternalName, externalName: jaeger.example.net, ports: [{port: 16686}]}
`,
  *check(subject) {
    if (subject.apiVersion !== 'networking.k8s.io/v1') return;
    const spec = subject.object.spec;
    if (!isMap(spec)) return;
    yield* judgeClass(subject);
    if (items(spec.rules).length === 0 && !isMap(spec.defaultBackend)) {
      yield { message: `${objectTitle(subject)} has neither rules nor a defaultBackend.`, path: ['spec'] };
    }
    if (isMap(spec.defaultBackend)) yield* judgeBackend(spec.defaultBackend, ['spec', 'defaultBackend']);
    for (const [index, rule] of items(spec.rules).entries()) {
      const place: Path = ['spec', 'rules', index];
      const host = field(rule, 'host');
      if (typeof host === 'string' && isAddress(host)) {
        yield { message: `The host ${host} is an IP address, and must be a name.`, path: [...place, 'host'] };
      }
      for (const [at_, entry] of items(at(rule, ['http', 'paths'])).entries()) {
        yield* judgePath(entry, [...place, 'http', 'paths', at_]);
      }
    }
  },
};

function* judgeClass(subject: ObjectSubject): Generator<Problem> {
  const annotation = at(subject.object, ['metadata', 'annotations', classAnnotation]);
  const name = at(subject.object, ['spec', 'ingressClassName']);
  if (typeof annotation !== 'string' || typeof name !== 'string' || annotation === name) return;
  if (annotation.includes('${') || name.includes('${')) return;
  yield {
    message: `${objectTitle(subject)} names class ${annotation} in its annotation and ${name} in ingressClassName.`,
    path: ['spec', 'ingressClassName'],
    fix: `Remove the annotation ${classAnnotation}.`,
  };
}

function* judgePath(entry: Data, place: Path): Generator<Problem> {
  if (!isMap(entry)) return;
  const { path, pathType, backend } = entry;
  if (isMap(backend)) yield* judgeBackend(backend, [...place, 'backend']);
  if (typeof path === 'string' && path.includes('${')) return;
  const text = typeof path === 'string' ? path : '';
  const at_ = [...place, 'path'];
  if (pathType === 'Prefix' || pathType === 'Exact') {
    const part = forbiddenPart(text);
    if (!text.startsWith('/')) {
      const what = text === '' ? 'no path' : `the path "${text}"`;
      yield {
        message: `A rule of pathType ${pathType} has ${what}, which must begin with "/".`,
        path: at_,
        fix: `Write path: /${text}.`,
      };
    } else if (part !== undefined) {
      yield { message: `The path "${text}" of pathType ${pathType} holds "${part}".`, path: at_ };
    }
  } else if (pathType === 'ImplementationSpecific' && text !== '' && !text.startsWith('/')) {
    yield { message: `The path "${text}" must begin with "/".`, path: at_, fix: `Write path: /${text}.` };
  }
}

/** What the API server refuses inside a path that it compares itself. */
function forbiddenPart(path: string): string | undefined {
  const part = ['//', '/./', '/../', '%2f', '%2F'].find((each) => path.includes(each));
  return part ?? ['/..', '/.'].find((each) => path.endsWith(each));
}

function* judgeBackend(backend: { [key: string]: Data }, place: Path): Generator<Problem> {
  const { service, resource } = backend;
  if (isMap(service) === isMap(resource)) {
    const what = isMap(service) ? 'both a service and a resource' : 'neither a service nor a resource';
    yield { message: `A backend names ${what}.`, path: place };
    return;
  }
  if (!isMap(service)) return;
  const port = field(service, 'port');
  const [name, number] = [field(port, 'name'), field(port, 'number')];
  const [hasName, hasNumber] = [isWritten(name), isWritten(number)];
  if (hasName === hasNumber) {
    const what = hasName ? 'by name and by number' : 'neither by name nor by number';
    yield {
      message: `A backend names the port of its Service ${what}.`,
      path: [...place, 'service', 'port'],
    };
  }
}

function isWritten(data: Data | undefined): boolean {
  return data !== undefined && data !== null && data !== '' && data !== 0;
}

function isAddress(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || /^[\da-f:]*:[\da-f:]*$/i.test(host);
}
