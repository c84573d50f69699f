import { fieldsOf } from '../../../collector/catalog';
import type { Component } from '../../../collector/effective';
import { ownValue } from '../../../documents';
import { all, type ComponentConstraints } from '../constraint';
import { connectorConstraints } from './connectors';
import { contribConstraints, requiredFields } from './contrib';
import { exporterConstraints } from './exporters';
import { extensionConstraints } from './extensions';
import { processorConstraints } from './processors';
import { receiverConstraints } from './receivers';

export { telemetryConstraint } from './telemetry';

/** Components whose whole validation stands here. */
const whole: typeof contribConstraints = {
  receiver: receiverConstraints,
  processor: processorConstraints,
  exporter: exporterConstraints,
  connector: connectorConstraints,
  extension: extensionConstraints,
};

/** What these require has rules of its own: protocols, limits, addresses. */
const judgedElsewhere: readonly string[] = [
  'receiver.otlp',
  'processor.memory_limiter',
  'exporter.otelarrow',
];

const made = new Map<string, ComponentConstraints>();

/** What a component's type demands of its configuration. */
export function constraintsOf({ class: componentClass, type }: Component): ComponentConstraints {
  const known = ownValue(whole[componentClass], type);
  if (known !== undefined) return known;
  const id = `${componentClass}.${type}`;
  const before = made.get(id);
  if (before !== undefined) return before;
  const required = requiredFields(judgedElsewhere.includes(id) ? undefined : fieldsOf(componentClass, type));
  const more = ownValue(contribConstraints[componentClass], type)?.configuration;
  const constraints = { configuration: more === undefined ? required : all(required, more) };
  made.set(id, constraints);
  return constraints;
}
