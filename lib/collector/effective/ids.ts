const typePattern = /^[a-zA-Z][0-9a-zA-Z_]{0,62}$/;
const namePattern = /^[^\p{Z}\p{C}\p{S}]+$/u;
const longestName = 1024;

/** What is wrong with a component's id, as component/identifiable.go of the collector judges it; undefined where nothing is. */
export function idFault(text: string): string | undefined {
  const slash = text.indexOf('/');
  const type = (slash < 0 ? text : text.slice(0, slash)).trim();
  if (type === '') return slash < 0 ? 'the id is empty' : 'the type before the slash is missing';
  if (!typePattern.test(type)) {
    return `"${type}" is not a legal type: letters, digits and underscores, a letter first, at most 63`;
  }
  return nameFault(text);
}

/** What is wrong with the part of an id after the slash; undefined where there is none or nothing is wrong. */
export function nameFault(text: string): string | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const name = text.slice(slash + 1).trim();
  if (name === '') return 'the name after the slash is missing';
  if (new TextEncoder().encode(name).length > longestName)
    return `the name is longer than ${longestName} bytes`;
  return namePattern.test(name)
    ? undefined
    : `the name "${name}" holds blanks, control characters or symbols`;
}
