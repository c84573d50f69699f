import type { Component } from '../../../collector/effective';
import type { ComponentConstraints } from './component-constraints';
import { connectorConstraints } from './connectors';
import { exporterConstraints } from './exporters';
import { extensionConstraints } from './extensions';
import { processorConstraints } from './processors';
import { receiverConstraints } from './receivers';

const byClass = {
  receiver: receiverConstraints,
  processor: processorConstraints,
  exporter: exporterConstraints,
  connector: connectorConstraints,
  extension: extensionConstraints,
} as const;

/** What a component's type demands of its configuration; undefined where nothing is known. */
export function constraintsOf({ class: componentClass, type }: Component): ComponentConstraints | undefined {
  const constraints = byClass[componentClass];
  return Object.hasOwn(constraints, type) ? constraints[type] : undefined;
}

export { telemetryConstraint } from './telemetry';
