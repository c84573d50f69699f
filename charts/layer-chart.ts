import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { KustomizationSpecHealthCheckExprs } from '../imports/kustomize.toolkit.fluxcd.io';
import { checked, placeOfChartProp } from './checked';
import { Environment } from './environment';
import { kubernetes } from './kubernetes-shape';
import { fluxFolder } from './layers';
import { listOf, may, must, object, type Shape, text } from './shape';
import { callerPlace, type PlaceReader, type SourcePlace } from './source-place';
import type { TelemetryReceiver } from './telemetry';

/** Where the objects of a chart stand. */
export interface LayerChartProps {
  /** Layer that applies them: `namespaces`, `operators`, `observability`, `services`, one of the environment's own, or `flux`. */
  readonly layer: string;
  /** Folder of their own inside the layer's; default: the layer's. */
  readonly folder?: string;
  /** Namespace of objects that name none; left out for cluster-scoped ones. */
  readonly namespace?: string;
  /** How Flux sees that its custom resources are ready; kinds with the usual conditions need none. Default: none. */
  readonly healthCheckExprs?: readonly KustomizationSpecHealthCheckExprs[];
}

/** The shape of where objects stand. */
export const layerShape: Shape<LayerChartProps> = {
  layer: must(text),
  folder: may(text),
  namespace: may(text),
  healthCheckExprs: may(
    listOf(kubernetes('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'spec', 'healthCheckExprs')),
  ),
};

const layerProps = object<LayerChartProps>(layerShape);

const layerChart = Symbol.for('otelflux.LayerChart');

/**
 * A cdk8s chart that stands in a layer of an environment. Whatever is made below it becomes files of that layer: plain
 * ApiObjects, constructs of cdk8s-plus, charts of other people.
 */
export class LayerChart extends Chart {
  /** Whether something is a LayerChart. `instanceof` cannot tell: cdk8s lets it be true for every chart. */
  static isLayerChart(value: object): value is LayerChart {
    return layerChart in value;
  }

  readonly [layerChart] = true;
  /** The environment that it belongs to. */
  readonly environment: Environment;
  /** Where the user made it. */
  readonly place: PlaceReader;
  /** Layer that applies its objects. */
  readonly layer: string;
  /** Where its objects are written to, below `dist/<environment>/`. */
  readonly folder: string;
  /** How Flux sees that its custom resources are ready. */
  readonly healthCheckExprs: readonly KustomizationSpecHealthCheckExprs[];

  constructor(scope: Construct, id: string, props: LayerChartProps) {
    // Charts that stand on this one have props of their own.
    if (new.target === LayerChart) checked(scope, id, props, layerProps);
    super(scope, id, {
      disableResourceNameHashes: true,
      ...(props.namespace === undefined ? {} : { namespace: props.namespace }),
    });
    this.place = callerPlace();
    this.environment = Environment.of(this);
    this.layer = props.layer;
    this.folder = props.folder === undefined ? props.layer : `${props.layer}/${props.folder}`;
    this.healthCheckExprs = props.healthCheckExprs ?? [];
    this.requireLayer(props.layer);
  }

  /** What of it receives telemetry; undefined where nothing does. */
  get receiver(): TelemetryReceiver | undefined {
    return undefined;
  }

  /** Called when every chart of every environment is made: the place to report what only then can be known. */
  complete(): void {}

  /** A fault of the input below a field of this chart. */
  protected report(field: string, message: string, fix: string): void {
    const place = () => this.placeOfProp(field, false);
    this.environment.report({ field: `${this.node.id}.${field}`, message, fix, place });
  }

  /**
   * Where the user wrote what a finding is about.
   * @param _path where it is in an object of this chart, as findings write it
   */
  placeOf(_path: string): SourcePlace | undefined {
    return this.place();
  }

  /** Where the user wrote a prop of this chart; the call that made it where that is not certain. */
  protected placeOfProp(path: string, isOurs: boolean): SourcePlace | undefined {
    return placeOfChartProp(this.node.scope, this.node.id, this.place, path, isOurs);
  }

  private requireLayer(layer: string): void {
    const { layers } = this.environment;
    if (layer === fluxFolder || layers[layer] !== undefined) return;
    this.report(
      'layer',
      `there is no layer "${layer}"`,
      `name one of ${Object.keys(layers).join(', ')}, or add it to the environment: layers: { '${layer}': {} }`,
    );
  }
}

/** The chart that a construct stands in; undefined for one outside of any layer. */
export function layerOf({ node }: IConstruct): LayerChart | undefined {
  return node.scopes.toReversed().find((scope): scope is LayerChart => LayerChart.isLayerChart(scope));
}
