import { BuildFault } from './fault';
import { type FieldSpec, visitFields } from './field-specs';
import type { ImageEntry } from './kustomization';
import { type BuildNode, fieldOf, fieldsOf, itemsOf, type Slot, slotOf } from './nodes';
import { type Matcher, wholeMatcher } from './patterns';
import type { Resource } from './resource';
import { setScalar } from './setters';

const rest = '(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?';

/** Gives images that are called so another name, tag or digest. */
export function setImages(
  resources: readonly Resource[],
  image: ImageEntry,
  specs: readonly FieldSpec[],
): void {
  const matches = imageMatcher(image);
  for (const resource of resources) {
    if (resource.kind === 'CustomResourceDefinition') continue;
    visitContainers(resource.node, (slot) => update(slot, image, matches));
    for (const spec of specs) visitFields(resource.node, spec, (slot) => update(slot, image, matches));
  }
}

const restOnly = new RegExp(`^${rest}$`);

/** The name is a pattern, but hardly ever more of one than its dots. */
function imageMatcher({ name, place }: ImageEntry): Matcher {
  if (!/^[\w./:@-]*$/.test(name)) return wholeMatcher(`${name}${rest}`, place);
  return (text) => beginsWith(text, name) && restOnly.test(text.slice(name.length));
}

function beginsWith(text: string, name: string): boolean {
  if (text.length < name.length) return false;
  for (let index = 0; index < name.length; index += 1) {
    if (name[index] !== '.' && name[index] !== text[index]) return false;
  }
  return true;
}

/** Images of everything that stands under `containers` or `initContainers`, wherever that is. */
function visitContainers(node: BuildNode, visit: (slot: Slot) => void): void {
  if (node.kind === 'list') for (const item of node.items) visitContainers(item, visit);
  for (const { key, value } of fieldsOf(node)) {
    visitContainers(value, visit);
    if (key !== 'containers' && key !== 'initContainers') continue;
    for (const item of itemsOf(value)) {
      const field = fieldOf(item, 'image');
      if (field !== undefined) visit(slotOf(field));
    }
  }
}

function update(slot: Slot, image: ImageEntry, matches: Matcher): void {
  const { node } = slot;
  if (node.kind !== 'scalar') throw new BuildFault('an image belongs here', node.place, 'write name:tag');
  if (node.tag === 'null' || !matches(node.value)) return;
  setScalar(slot, renamed(node.value, image), image.place);
}

function renamed(text: string, image: ImageEntry): string {
  const parts = splitImage(text);
  const name = image.newName === '' ? parts.name : image.newName;
  let { tag, digest } = parts;
  if (image.newTag !== '' || image.digest !== '') {
    tag = image.newTag;
    digest = image.digest;
  } else if (image.tagSuffix !== '') {
    tag += image.tagSuffix;
    digest = '';
  }
  return `${name}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`;
}

function splitImage(image: string): { name: string; tag: string; digest: string } {
  const slash = Math.max(image.indexOf('/'), 0);
  const at = image.indexOf('@', slash);
  const colon = image.indexOf(':', slash);
  if (at >= 0 && (colon < 0 || at < colon))
    return { name: image.slice(0, at), tag: '', digest: image.slice(at + 1) };
  if (colon < 0) return { name: image, tag: '', digest: '' };
  if (at < 0) return { name: image.slice(0, colon), tag: image.slice(colon + 1), digest: '' };
  return { name: image.slice(0, colon), tag: image.slice(colon + 1, at), digest: image.slice(at + 1) };
}
