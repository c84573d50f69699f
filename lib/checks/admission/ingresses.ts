import { type Data, field, isMap, items, type Path } from '../../documents';
import { label, portName, subdomain, validateFormat } from './formats';
import type { Problems } from './problem';

const path: Path = ['spec'];

/** What the API server asks of an Ingress beside its hosts and paths. */
export function* validateIngress(spec: Data | undefined): Problems {
  if (!isMap(spec)) return;
  yield* validateFormat(spec.ingressClassName, [...path, 'ingressClassName'], subdomain);
  for (const [index, tls] of items(spec.tls).entries()) {
    const here = [...path, 'tls', index];
    const secret = field(tls, 'secretName');
    if (secret !== '') yield* validateFormat(secret, [...here, 'secretName'], subdomain);
    for (const [at, host] of items(field(tls, 'hosts')).entries())
      yield* validateFormat(
        typeof host === 'string' ? host.replace(/^\*\./, '') : host,
        [...here, 'hosts', at],
        subdomain,
      );
  }
  for (const [index, rule] of items(spec.rules).entries()) {
    const http = field(rule, 'http');
    for (const [at, one] of items(field(http, 'paths')).entries()) {
      const service = field(field(one, 'backend'), 'service');
      const here = [...path, 'rules', index, 'http', 'paths', at, 'backend', 'service'];
      yield* validateFormat(field(service, 'name'), [...here, 'name'], label);
      yield* validateFormat(field(field(service, 'port'), 'name'), [...here, 'port', 'name'], portName);
    }
    if (isMap(http) && items(http.paths).length === 0)
      yield { path: [...path, 'rules', index, 'http'], message: 'has no paths', fix: 'Write a path.' };
  }
}
