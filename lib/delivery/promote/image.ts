/** An image without its tag, and the tag; a port in the registry is no tag, and an image with a digest has none that counts. */
export function nameAndTag(image: string): { readonly name: string; readonly tag?: string } {
  const found = /^(.*[^/:@]):([^/:@]+)$/.exec(image);
  return found?.[1] === undefined || found[2] === undefined
    ? { name: image }
    : { name: found[1], tag: found[2] };
}
