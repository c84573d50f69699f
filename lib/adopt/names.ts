import type { ComponentClass } from '../collector';

/** Words that cannot name a constant, those that the program imports or declares itself included. */
const reserved = new Set(
  [
    'await break case catch class const continue debugger default delete do else enum export extends false finally for',
    'function if implements import in instanceof interface let new null package private protected public return static',
    'super switch this throw true try typeof var void while with yield arguments eval undefined NaN Infinity',
    'collector component connectors env exporters extensions logs metrics plainText podIp processors profiles receivers secretEnv',
    'traces Telemetry CollectorChart Construct HelmSource adopted telemetry scope source',
  ].flatMap((words) => words.split(' ')),
);

/** Gives every handle of a program a name of its own. */
export class HandleNames {
  private readonly names = new Map<string, string>();
  private readonly taken = new Set(reserved);

  /**
   * Names handles after their ids in the chosen release: `otlp_http/jaeger` → `otlpHttpJaeger`. Where two classes share an id, both say which
   * they are: `otlpReceiver`, `otlpExporter`.
   */
  constructor(
    parts: readonly { readonly class: ComponentClass; readonly id: string; readonly newId: string }[],
  ) {
    const uses = new Map<string, number>();
    for (const { newId } of parts) uses.set(camelCase(newId), (uses.get(camelCase(newId)) ?? 0) + 1);
    for (const { class: componentClass, id, newId } of parts) {
      const base = camelCase(newId);
      const isFree = !this.taken.has(base) && uses.get(base) === 1;
      const wanted = isFree ? base : `${base}${componentClass[0]?.toUpperCase()}${componentClass.slice(1)}`;
      let name = wanted;
      for (let count = 2; this.taken.has(name); count++) name = `${wanted}${count}`;
      this.taken.add(name);
      this.names.set(`${componentClass} ${id}`, name);
    }
  }

  of(componentClass: ComponentClass, id: string): string | undefined {
    return this.names.get(`${componentClass} ${id}`);
  }
}

/** Letters and digits of a text as one word in camelCase, which begins with a letter. */
export function camelCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words
    .map(
      (word, index) =>
        (index === 0 ? word.slice(0, 1).toLowerCase() : word.slice(0, 1).toUpperCase()) + word.slice(1),
    )
    .join('');
  return /^[A-Za-z]/.test(joined) ? joined : `c${joined}`;
}
