import { type Data, field, isMap, items, type Path } from '../../documents';
import { judgeFormat, label, portName, subdomain } from './formats';
import type { Problems } from './problem';

const path: Path = ['spec'];

/** What the API server asks of an Ingress beside its hosts and paths. */
export function* judgeIngress(spec: Data | undefined): Problems {
  if (!isMap(spec)) return;
  yield* judgeFormat(spec.ingressClassName, [...path, 'ingressClassName'], subdomain);
  for (const [index, tls] of items(spec.tls).entries()) {
    const here = [...path, 'tls', index];
    const secret = field(tls, 'secretName');
    if (secret !== '') yield* judgeFormat(secret, [...here, 'secretName'], subdomain);
    for (const [at, host] of items(field(tls, 'hosts')).entries())
      yield* judgeFormat(
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
      yield* judgeFormat(field(service, 'name'), [...here, 'name'], label);
      yield* judgeFormat(field(field(service, 'port'), 'name'), [...here, 'port', 'name'], portName);
    }
    if (isMap(http) && items(http.paths).length === 0)
      yield { path: [...path, 'rules', index, 'http'], message: 'has no paths', fix: 'Write a path.' };
  }
}
