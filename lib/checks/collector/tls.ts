import type { Place } from '../../platform';

/**
 * Whether a client starts TLS, as gRPC does unless it is told otherwise; undefined where that is not known.
 *
 * @param scheme of its address, in lower case; absent or empty: none is written
 */
export function startsTls(client: Place, scheme = ''): boolean | undefined {
  if (scheme !== '') return scheme === 'https' || (scheme === 'http' ? false : undefined);
  const tls = client.at('tls');
  if (!tls.isSet) return true;
  const insecure = tls.at('insecure').data ?? false;
  return tls.isMap && typeof insecure === 'boolean' ? !insecure : undefined;
}
