import type { Construct } from 'constructs';
import { endpointUrl } from '../lib/collector';
import { checked } from './checked';
import { someOf } from './kubernetes-shape';
import { LayerChart } from './layer-chart';
import { addManifest } from './manifest';
import { handle, listOf, mapOf, may, must, number, object, oneOf, text } from './shape';
import type { TelemetryEndpoint } from './telemetry';
import type { WorkloadProps } from './workload/props';
import { variable } from './workload/shapes';
import { type Variable, variableEntries } from './workload/variables';

/** Languages that the OpenTelemetry operator brings an SDK for. */
export type InjectedLanguage =
  | 'java'
  | 'nodejs'
  | 'python'
  | 'dotnet'
  | 'go'
  | 'apache-httpd'
  | 'nginx'
  | 'sdk';

/** What the operator puts into containers that ask for it: `Instrumentation` of opentelemetry.io/v1alpha1. */
export interface InstrumentationProps {
  /** Name of the resource; default: the chart's id. */
  readonly name?: string;
  /** Namespace of the resource; workloads of any namespace may ask for it. */
  readonly namespace: string;
  /** Layer that applies it; default `observability`. */
  readonly layer?: string;
  /** Where the SDKs send to. Python and .NET want HTTP, which all others take too. */
  readonly telemetry: TelemetryEndpoint;
  /** Default `['tracecontext', 'baggage']`. */
  readonly propagators?: readonly (
    | 'tracecontext'
    | 'baggage'
    | 'b3'
    | 'b3multi'
    | 'jaeger'
    | 'xray'
    | 'ottrace'
    | 'none'
  )[];
  /** Share of the traces that begin here and are kept, from 0 to 1; default: all. Those that came in are kept as they were. */
  readonly sampledShare?: number;
  /** Variables for every SDK. Default: none. */
  readonly variables?: { readonly [variable: string]: Variable };
  /** Further fields of its `spec`: `java: { image: … }` and so on, over those that are computed. Default: none. */
  readonly spec?: { readonly [field: string]: unknown };
}

const shape = object<InstrumentationProps>({
  name: may(text),
  namespace: must(text),
  layer: may(text),
  telemetry: must(handle),
  propagators: may(
    listOf(oneOf('tracecontext', 'baggage', 'b3', 'b3multi', 'jaeger', 'xray', 'ottrace', 'none')),
  ),
  sampledShare: may(number),
  variables: may(mapOf(variable)),
  spec: may(someOf('opentelemetry.io/v1alpha1', 'Instrumentation', 'spec')),
});

/** SDKs that the OpenTelemetry operator puts into containers, for programs that bring none. */
export class InstrumentationChart extends LayerChart {
  private readonly resource: string;
  private readonly telemetry: TelemetryEndpoint;

  constructor(scope: Construct, id: string, props: InstrumentationProps) {
    checked(scope, id, props, shape);
    super(scope, id, { layer: props.layer ?? 'observability', namespace: props.namespace });
    const name = props.name ?? id;
    this.resource = `${props.namespace}/${name}`;
    this.telemetry = props.telemetry;
    const { sampledShare } = props;
    if (sampledShare !== undefined && !(sampledShare >= 0 && sampledShare <= 1)) {
      this.report('sampledShare', `${sampledShare} is not a share`, 'write a number from 0 to 1');
    }
    addManifest(this, 'instrumentation', {
      apiVersion: 'opentelemetry.io/v1alpha1',
      kind: 'Instrumentation',
      metadata: { name },
      spec: {
        exporter: { endpoint: endpointUrl(props.telemetry) },
        propagators: [...(props.propagators ?? ['tracecontext', 'baggage'])],
        sampler:
          sampledShare === undefined
            ? undefined
            : { type: 'parentbased_traceidratio', argument: String(sampledShare) },
        env: props.variables && variableEntries(props.variables),
        ...props.spec,
      },
    });
  }

  /** What a workload says to get an SDK: `injection: sdks.inject('java')`. */
  inject(language: InjectedLanguage): NonNullable<WorkloadProps['injection']> {
    return {
      annotations: { [`instrumentation.opentelemetry.io/inject-${language}`]: this.resource },
      telemetry: this.telemetry,
    };
  }
}
