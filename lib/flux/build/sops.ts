import { type BuildNode, fieldsOf, get, type Mapping, remove } from './nodes';

/** Whether SOPS has encrypted an object. */
export function isEncrypted(root: Mapping): boolean {
  const sops = get(root, 'sops');
  return sops?.kind === 'map' && (get(sops, 'mac') !== undefined || get(sops, 'lastmodified') !== undefined);
}

/** What decryption leaves: the object without its `sops` block, its encrypted values marked as unknown. */
export function decrypt(root: Mapping): void {
  remove(root, 'sops');
  markEncrypted(root);
}

/** Marks values that SOPS has encrypted. */
export function markEncrypted(node: BuildNode): void {
  if (node.kind === 'scalar') {
    if (node.value.startsWith('ENC[')) node.unknown = true;
  } else if (node.kind === 'list') for (const item of node.items) markEncrypted(item);
  else for (const { value } of fieldsOf(node)) markEncrypted(value);
}

/** Whether a text is what SOPS makes of a file: variables, YAML, JSON or anything else. */
export function isEncryptedText(text: string): boolean {
  return text.includes('ENC[AES256_GCM') && /^sops_mac=|^sops:\s*$|"sops":/m.test(text);
}
