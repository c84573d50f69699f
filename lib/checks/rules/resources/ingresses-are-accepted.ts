import { type BackendFields, ingresses } from '../../../platform';
import { nothing, type Problem, ruleOfEach } from '../../rule';

const classAnnotation = 'kubernetes.io/ingress.class';

type Ingress = ReturnType<typeof ingresses.of>;

export const ingressesAreAccepted = ruleOfEach({
  each: ingresses,
  beside: nothing,
  id: 'XR-56',
  title: 'The paths, class and backends of an Ingress are such as the API server accepts',
  severity: 'error',
  why: 'The API server refuses the Ingress, and Flux applies nothing of its Kustomization.',
  fix: 'Write absolute paths, one class in ingressClassName, and in each backend a service with the name or the number of a port.',
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
  *check(ingress) {
    const { subject, title, spec } = ingress;
    if (subject.apiVersion !== 'networking.k8s.io/v1' || !spec.place.isMap) return;
    yield* classProblems(ingress);
    if (spec.rules.length === 0 && !spec.defaultBackend.place.isMap)
      yield { message: `${title} has neither rules nor a defaultBackend.`, at: spec.place };
    yield* backendProblems(spec.defaultBackend);
    for (const { host, http } of spec.rules) {
      if (isAddress(host.value ?? ''))
        yield { message: `The host ${host.value} is an IP address, and must be a name.`, at: host };
      for (const entry of http.paths) yield* pathProblems(entry);
    }
  },
});

function* classProblems({ title, metadata, spec }: Ingress): Generator<Problem> {
  const annotation = metadata.annotations.at(classAnnotation).known;
  const name = spec.ingressClassName.known;
  if (annotation === undefined || name === undefined || annotation === name) return;
  yield {
    message: `${title} names class ${annotation} in its annotation and ${name} in ingressClassName.`,
    at: spec.ingressClassName,
    fix: `Remove the annotation ${classAnnotation}.`,
  };
}

type PathEntry = Ingress['spec']['rules'][number]['http']['paths'][number];

function* pathProblems({ path, pathType, backend }: PathEntry): Generator<Problem> {
  yield* backendProblems(backend);
  const text = path.value ?? '';
  const type = pathType.value;
  if (text.includes('${')) return;
  const isCompared = type === 'Prefix' || type === 'Exact';
  const fix = `Write path: /${text}.`;
  if (isCompared && !text.startsWith('/')) {
    const what = text === '' ? 'no path' : `the path "${text}"`;
    yield {
      message: `A rule of pathType ${type} has ${what}, which must begin with "/".`,
      at: path,
      fix,
    };
  } else if (isCompared) {
    const part = forbiddenPart(text);
    if (part !== undefined)
      yield { message: `The path "${text}" of pathType ${type} holds "${part}".`, at: path };
  } else if (type === 'ImplementationSpecific' && text !== '' && !text.startsWith('/')) {
    yield { message: `The path "${text}" must begin with "/".`, at: path, fix };
  }
}

/** What the API server refuses inside a path that it compares itself. */
function forbiddenPart(path: string): string | undefined {
  const part = ['//', '/./', '/../', '%2f', '%2F'].find((each) => path.includes(each));
  return part ?? ['/..', '/.'].find((each) => path.endsWith(each));
}

function* backendProblems({ place, service, resource }: BackendFields): Generator<Problem> {
  if (!place.isMap) return;
  if (service.place.isMap === resource.isMap) {
    const what = resource.isMap ? 'both a service and a resource' : 'neither a service nor a resource';
    yield { message: `A backend names ${what}.`, at: place };
    return;
  }
  if (!service.place.isMap) return;
  const { port } = service;
  const [hasName, hasNumber] = [port.name, port.number].map(
    (at) => at.isSet && at.data !== '' && at.data !== 0,
  );
  if (hasName !== hasNumber) return;
  const what = hasName ? 'by name and by number' : 'neither by name nor by number';
  yield { message: `A backend names the port of its Service ${what}.`, at: port.place };
}

function isAddress(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || /^[\da-f:]*:[\da-f:]*$/i.test(host);
}
