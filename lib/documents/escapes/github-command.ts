import { visible } from './visible';

/** A command of GitHub's workflows: `::error file=a.yaml,line=3::message`. Line breaks of the message are kept as it wants them. */
export function githubCommand(
  name: string,
  properties: { readonly [key: string]: string | number | undefined },
  message: readonly string[],
): string {
  const given = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${property(String(value))}`],
  );
  return `::${name} ${given.join(',')}::${message.map(data).join('%0A')}`;
}

function data(text: string): string {
  return visible(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
