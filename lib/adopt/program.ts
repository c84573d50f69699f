import type { ComponentClass } from '../collector';
import { lineComment, sortedBy, stringLiteral } from '../documents';
import { componentStatement } from './component';
import type { AdoptContext } from './context';
import { remarksAt } from './context';
import type { AdoptedComponent } from './parts';
import { collectorCall } from './service';

/** Modules that an adopted program imports from. */
export interface Modules {
  /** Exports the model, `collector` and `receivers`. */
  readonly model: string;
  /** Exports `CollectorChart`. */
  readonly charts: string;
}

/** The statements of a program, without its head: handles in the order of the configuration, extensions first. */
export function statements(context: AdoptContext, parts: readonly AdoptedComponent[]): string[] {
  const extensions = dependenciesFirst(parts.filter((part) => part.class === 'extension'));
  const others = parts.filter((part) => part.class !== 'extension');
  let section: ComponentClass | undefined;
  const handles = [...extensions, ...others].flatMap((part) => {
    const remarks = part.class === section ? [] : sectionRemarks(context, part);
    section = part.class;
    return [...remarks, componentStatement(context, part)];
  });
  const { before = [] } = remarksAt(context, ['service']);
  const comments = before.map((line) => lineComment(line));
  return [...handles, [...comments, `export const adopted = ${collectorCall(context, parts)};`].join('\n')];
}

/** What stood over a section goes over its first handle, with a line between the two. */
function sectionRemarks(context: AdoptContext, part: AdoptedComponent): string[] {
  const path = part.path.slice(0, 1);
  const { before = [], after } = remarksAt(context, path);
  const lines = [...before, ...(after === undefined ? [] : [after])].map((line) => lineComment(line));
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** An extension may name another: that one must be declared before. A circle stays in the order of the configuration. */
function dependenciesFirst(extensions: readonly AdoptedComponent[]): AdoptedComponent[] {
  const sorted = new Set<AdoptedComponent>();
  const onTheWay = new Set<AdoptedComponent>();
  const byId = new Map([...extensions].reverse().map((part) => [part.id, part]));
  const visit = (part: AdoptedComponent): void => {
    if (sorted.has(part) || onTheWay.has(part)) return;
    onTheWay.add(part);
    for (const { id } of part.extensions) {
      const other = byId.get(id);
      if (other !== undefined) visit(other);
    }
    sorted.add(part);
  };
  for (const part of extensions) visit(part);
  return [...sorted];
}

const typeImports = new Set(['Telemetry']);

/** An import statement and the module that it names. */
export interface ImportStatement {
  readonly module: string;
  readonly text: string;
}

/** Import statements in the order of the formatter: packages before relative paths, each by name. */
export function importLines(imports: readonly ImportStatement[]): string {
  const key = ({ module }: ImportStatement) => `${module.startsWith('.') ? 1 : 0} ${module}`;
  return sortedBy(imports, key)
    .map(({ text }) => text)
    .join('\n');
}

/** The import of the model, with the names that the program uses. */
export function modelImport(context: AdoptContext, module: string): string {
  const names = sortedBy(context.imports, (name) => name.toLowerCase());
  const words = names.map((name) => (typeImports.has(name) ? `type ${name}` : name));
  const line = `import { ${words.join(', ')} } from ${stringLiteral(module)};`;
  return line.length <= 110
    ? line
    : `import {\n${words.map((word) => `  ${word},`).join('\n')}\n} from ${stringLiteral(module)};`;
}
