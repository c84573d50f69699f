import type { ComponentClass } from '../../../../lib/collector/handles';
import type { ComponentFile } from './model';

/** `host_metrics` → `hostMetrics`: the name of a component's factory. */
export function factoryName(type: string): string {
  const pascal = pascalCase(type);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** `host_metrics` → `HostMetrics`. */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** Name of the interface of a component's struct: `OtlpReceiverConfig`, `TailSamplingProcessorPolicy`. */
export function interfaceName(kind: ComponentClass, type: string, struct: string): string {
  return `${pascalCase(type)}${pascalCase(kind)}${struct}`;
}

/** Where the sentences about a struct of a component stand. */
export function structPlace(component: ComponentFile, struct: string): string {
  return struct === 'Config'
    ? `${component.class}.${component.type}`
    : interfaceName(component.class, component.type, struct);
}
