/** The key of a built object as a sentence names it: `ConfigMap shop/settings`. */
export function identityText(key: string): string {
  const [, kind = '', namespace = '', name = ''] = key.split('/');
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}
