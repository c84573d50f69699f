import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Environment } from './environment';

/** Folder of `dist/<environment>/` that a chart's objects are written to. */
export type LayerFolder =
  | 'flux'
  | 'namespaces'
  | 'operators'
  | 'observability'
  | 'services'
  | `services/${string}`;

/** What every chart of this project is made with. */
export interface LayerChartProps {
  /** Where its objects are written to, below `dist/<environment>/`. */
  readonly folder: LayerFolder;
  /** Namespace of the objects; left out for cluster-scoped ones. */
  readonly namespace?: string;
}

const layerChart = Symbol.for('otelflux.LayerChart');

/** A cdk8s chart that knows its environment and its folder in `dist/`. */
export abstract class LayerChart extends Chart {
  /** Whether something is a LayerChart. `instanceof` cannot tell: cdk8s lets it be true for every chart. */
  static isLayerChart(value: object): value is LayerChart {
    return layerChart in value;
  }

  readonly [layerChart] = true;
  /** The environment that it belongs to. */
  readonly environment: Environment;
  /** Where its objects are written to, below `dist/<environment>/`. */
  readonly folder: LayerFolder;

  constructor(scope: Construct, id: string, props: LayerChartProps) {
    super(scope, id, {
      disableResourceNameHashes: true,
      ...(props.namespace === undefined ? {} : { namespace: props.namespace }),
    });
    this.environment = Environment.of(this);
    this.folder = props.folder;
  }

  /** A fault of the input below a field of this chart. */
  protected report(field: string, message: string, fix: string): void {
    this.environment.report({ field: `${this.node.id}.${field}`, message, fix });
  }
}
