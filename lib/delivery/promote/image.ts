import { parseImage } from '../../documents';

/** An image without its tag, and the tag; an image with a digest has none that counts. */
export function nameAndTag(image: string): { readonly name: string; readonly tag?: string } {
  const { repository, tag = '', digest } = parseImage(image);
  return tag === '' || digest !== undefined ? { name: image } : { name: repository, tag };
}
