import { fieldsOf } from '../../../collector/catalog';
import type { Component } from '../../../collector/effective';
import { ownValue } from '../../../documents';
import { all } from '../constraint';
import type { ComponentConstraints } from './component-constraints';
import { connectorConstraints } from './connectors';
import {
  contribConnectors,
  contribExporters,
  contribExtensions,
  contribProcessors,
  contribReceivers,
  requiredFields,
} from './contrib';
import { exporterConstraints } from './exporters';
import { extensionConstraints } from './extensions';
import { processorConstraints } from './processors';
import { receiverConstraints } from './receivers';

type Constraints = { readonly [type: string]: ComponentConstraints };

/** Components whose whole validation stands here. */
const whole: { readonly [kind in Component['class']]: Constraints } = {
  receiver: receiverConstraints,
  processor: processorConstraints,
  exporter: exporterConstraints,
  connector: connectorConstraints,
  extension: extensionConstraints,
};

/** What else others demand, beside the fields that the catalog calls required. */
const further: { readonly [kind in Component['class']]?: Constraints } = {
  receiver: contribReceivers,
  processor: contribProcessors,
  exporter: contribExporters,
  connector: contribConnectors,
  extension: contribExtensions,
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
  const known = own(whole[componentClass], type);
  if (known !== undefined) return known;
  const id = `${componentClass}.${type}`;
  const before = made.get(id);
  if (before !== undefined) return before;
  const required = requiredFields(judgedElsewhere.includes(id) ? undefined : fieldsOf(componentClass, type));
  const more = own(further[componentClass] ?? {}, type)?.configuration;
  const constraints = { configuration: more === undefined ? required : all(required, more) };
  made.set(id, constraints);
  return constraints;
}

function own(constraints: Constraints, type: string): ComponentConstraints | undefined {
  return ownValue(constraints, type);
}

export { telemetryConstraint } from './telemetry';
