import { splitPath } from './field-specs';

/** Steps of a field path with dots: `a.[name=x.y].b` keeps its bracketed step whole, `[a.b]` stands for the key `a.b`. */
export function splitSmart(path: string): string[] {
  const steps: string[] = [];
  const parts = splitPath(path, '.');
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    if (!part.startsWith('[') || part.endsWith(']')) {
      steps.push(part);
      continue;
    }
    const bracketed = [part];
    while (index < parts.length - 1) {
      index += 1;
      bracketed.push(parts[index] ?? '');
      if (parts[index]?.endsWith(']')) break;
    }
    const whole = bracketed.join('.');
    steps.push(whole.includes('=') ? whole : whole.replace(/^[[\]]+|[[\]]+$/g, ''));
  }
  return steps;
}
