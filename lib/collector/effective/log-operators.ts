import { type Data, field, isMap, isOpen, items, knownText, type Path } from '../../documents';
import type { Component } from './component';

/** An operator of a log receiver. */
export interface LogOperator {
  readonly type: string;
  readonly id: string;
  readonly body: { readonly [key: string]: Data };
  readonly path: Path;
}

/** An expression of an operator. */
export interface LogExpression {
  readonly text: string;
  readonly path: Path;
  readonly operator: LogOperator;
}

/** The operators of a receiver that reads logs, ids as the collector gives them; undefined where one of them is not known. */
export function logOperators({
  class: componentClass,
  body,
  path,
}: Component): readonly LogOperator[] | undefined {
  const list = field(body, 'operators');
  if (componentClass !== 'receiver' || !Array.isArray(list)) return undefined;
  const found: LogOperator[] = [];
  for (const [index, operator] of list.entries()) {
    const type = knownText(field(operator, 'type'));
    const id = field(operator, 'id');
    if (!isMap(operator) || type === undefined || (id !== undefined && knownText(id) === undefined))
      return undefined;
    const own = knownText(id);
    found.push({
      type,
      id: own === undefined || own === '' ? type : own,
      body: operator,
      path: [...path, 'operators', index],
    });
  }
  return numbered(found);
}

/** Operators without an id are called by their type, from the second of a type on with a number. */
function numbered(operators: readonly LogOperator[]): LogOperator[] {
  const counts = new Map<string, number>();
  const taken = new Set(operators.map(({ id }) => id));
  return operators.map((operator) => {
    if (operator.id !== operator.type) return operator;
    const count = counts.get(operator.type);
    if (count === undefined) {
      counts.set(operator.type, 1);
      return operator;
    }
    let number = count;
    while (taken.has(`${operator.type}${number}`)) number += 1;
    counts.set(operator.type, number + 1);
    return { ...operator, id: `${operator.type}${number}` };
  });
}

/** Every expression of operators; those with `${…}` are left out. */
export function logExpressions(operators: readonly LogOperator[]): readonly LogExpression[] {
  return operators.flatMap((operator) => {
    const { body, path } = operator;
    const places: [Data | undefined, Path][] = [
      [body.if, ['if']],
      [body.is_first_entry, ['is_first_entry']],
      [body.is_last_entry, ['is_last_entry']],
      ...(operator.type === 'filter' ? [[body.expr, ['expr']] as [Data | undefined, Path]] : []),
      ...items(body.routes).map((route, index): [Data | undefined, Path] => [
        field(route, 'expr'),
        ['routes', index, 'expr'],
      ]),
    ];
    return places.flatMap(([value, below]) => {
      const text = knownText(value);
      return text === undefined || text === '' ? [] : [{ text, path: [...path, ...below], operator }];
    });
  });
}

/** Operators that no entry ever comes to; empty where an output names something that is not known. */
export function unfedOperators(operators: readonly LogOperator[]): readonly LogOperator[] {
  const byId = new Map(operators.map((operator, index) => [operator.id, index]));
  const reached = new Set<number>();
  const waiting = operators.length > 0 ? [0] : [];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const operator = operators[at];
    if (operator === undefined || reached.has(at)) continue;
    reached.add(at);
    const outputs = outputsOf(operator);
    if (outputs === undefined) return [];
    if (outputs.length === 0) {
      if (!ends(operator)) waiting.push(at + 1);
      continue;
    }
    for (const output of outputs) {
      const target = byId.get(output);
      if (target === undefined) return [];
      waiting.push(target);
    }
  }
  return operators.filter((_, index) => !reached.has(index));
}

function ends({ type }: LogOperator): boolean {
  return ['drop_output', 'stdout', 'file_output'].includes(type);
}

/** Names of what an operator hands on to; empty where it is the next one; undefined where it is not known. */
function outputsOf({ type, body }: LogOperator): string[] | undefined {
  if (isOpen(body.output) || isOpen(body.routes) || isOpen(body.default)) return undefined;
  const targets =
    type === 'router'
      ? [...items(body.routes).flatMap((route) => list(field(route, 'output'))), ...list(body.default)]
      : list(body.output);
  return targets.some(isOpen) ? undefined : targets.flatMap((target) => knownText(target) ?? []);
}

function list(data: Data | undefined): Data[] {
  return Array.isArray(data) ? data : data === undefined || data === null || data === '' ? [] : [data];
}
