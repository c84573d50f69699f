import type { Place } from '../../platform';
import { label, portName, subdomain, textAt, validateFormat } from './formats';
import { type Problems, refusal } from './problem';

/** What the API server asks of an Ingress beside its hosts and paths. */
export function* validateIngress(spec: Place): Problems {
  yield* validateFormat(spec.at('ingressClassName'), subdomain);
  for (const tls of spec.at('tls').items) {
    const secret = tls.at('secretName');
    if (secret.data !== '') yield* validateFormat(secret, subdomain);
    for (const host of tls.at('hosts').items)
      yield* validateFormat(host, subdomain, textAt(host)?.replace(/^\*\./, ''));
  }
  for (const rule of spec.at('rules').items) {
    const http = rule.at('http');
    const paths = http.at('paths').items;
    for (const path of paths) {
      const service = path.at('backend', 'service');
      yield* validateFormat(service.at('name'), label);
      yield* validateFormat(service.at('port', 'name'), portName);
    }
    if (http.isMap && paths.length === 0) yield refusal(http, 'has no paths', 'Write a path.');
  }
}
