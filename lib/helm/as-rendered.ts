import { at, ownValue } from '../documents';
import { type Data, equal, isTable, type Table } from './data';
import type { EffectiveRelease } from './effective';
import type { ExplainedRelease } from './explain';
import { readHelmYaml } from './helm-yaml';
import type { ChartPort } from './objects/service';
import { type Origin, paint } from './origin';
import type { Rendering } from './render';

/** Author of what the model does not make, but Helm does. */
const author = 'the chart, as Helm renders it';

/**
 * A release of the collector's chart as a real Helm renders it. Who wrote what is known from the model where both agree; the rest is the
 * chart's.
 */
export function asRendered(
  model: ExplainedRelease,
  { objects, version }: Extract<Rendering, { ok: true }>,
): ExplainedRelease {
  const config = configIn(objects);
  const origin = config === null ? null : originOf(model.config, model.origin ?? undefined, config);
  const isSame = equal(config, model.config);
  return {
    ...model,
    chartVersion: version,
    isAssumed: false,
    config,
    objects,
    origin,
    ...podIn(objects, model),
    ports: portsIn(objects),
    changes: isSame ? model.changes : [],
  };
}

function configIn(objects: readonly Table[]): Table | null {
  for (const object of objects) {
    const relay = object.kind === 'ConfigMap' ? at(object, ['data', 'relay']) : undefined;
    const read = typeof relay === 'string' ? readHelmYaml(relay) : undefined;
    if (isTable(read)) return read;
  }
  return null;
}

function originOf(model: Data, origin: Origin | undefined, real: Data): Origin {
  if (origin !== undefined && equal(model, real)) return origin;
  if (origin === undefined || !isTable(model) || !isTable(real)) return paint(real, author);
  const fields = Object.entries(real).map(([key, item]): [string, Origin] => [
    key,
    originOf(ownValue(model, key) ?? null, origin.fields?.get(key), item),
  ]);
  return { ...origin, fields: new Map(fields) };
}

function podIn(objects: readonly Table[], model: EffectiveRelease): Pick<EffectiveRelease, 'image' | 'env'> {
  const workload = objects.find(
    (object) => at(object, ['spec', 'template', 'spec', 'containers']) !== undefined,
  );
  const container = at(workload, ['spec', 'template', 'spec', 'containers', 0]);
  const image = at(container, ['image']);
  const env = at(container, ['env']);
  return {
    image: typeof image === 'string' ? image : model.image,
    env: Array.isArray(env) ? env.map((one) => String(at(one, ['name']))) : [],
  };
}

function portsIn(objects: readonly Table[]): readonly ChartPort[] | null {
  const service = objects.find(({ kind }) => kind === 'Service');
  const ports = at(service, ['spec', 'ports']);
  return Array.isArray(ports) ? (ports as unknown as ChartPort[]) : null;
}
