import { type Data, field, items, knownText, type Path } from '../../documents';
import type { Component } from './component';
import { splitId } from './reading';

/** A place in a connector's configuration that names a pipeline. */
export interface PipelineReference {
  readonly id: string;
  /** From the configuration's root. */
  readonly path: Path;
}

/** Pipelines that a connector sends to by name: `routing` and `failover` (contrib 0.158). Names with `${…}` are left out. */
export function pipelineReferences(component: Component): readonly PipelineReference[] {
  if (component.class !== 'connector') return [];
  if (component.type === 'routing') {
    const tables = items(field(component.body, 'table')).flatMap((item, index) =>
      list(field(item, 'pipelines'), [...component.path, 'table', index, 'pipelines']),
    );
    return [
      ...list(field(component.body, 'default_pipelines'), [...component.path, 'default_pipelines']),
      ...tables,
    ];
  }
  if (component.type === 'failover') {
    return items(field(component.body, 'priority_levels')).flatMap((level, index) =>
      list(level, [...component.path, 'priority_levels', index]),
    );
  }
  return [];
}

function list(data: Data | undefined, path: Path): PipelineReference[] {
  return items(data).flatMap((item, index) => {
    const text = knownText(item);
    return text === undefined ? [] : [{ id: splitId(text).id, path: [...path, index] }];
  });
}
