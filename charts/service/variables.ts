import { endpointUrl } from '../../lib/collector';
import { parseImage } from '../input';
import type { ServiceChart } from '../service';

/** Name of the system that all services belong to: the OpenTelemetry attribute `service.namespace`. */
const serviceNamespace = 'smartcash';

/** Environment variables of a service's container, telemetry first, its own last. */
export function environmentVariables(chart: ServiceChart): { name: string; value: string }[] {
  const variables = { ...telemetryVariables(chart), ...platformVariables(chart), ...chart.props.variables };
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

function telemetryVariables(chart: ServiceChart): { [name: string]: string } {
  const { telemetry, image } = chart.props;
  if (telemetry === undefined) return {};
  const { tag, digest } = parseImage(image);
  const attributes = {
    'service.namespace': serviceNamespace,
    'service.version': tag ?? digest ?? '',
    'deployment.environment.name': chart.environment.name,
  };
  return {
    OTEL_SERVICE_NAME: chart.service,
    OTEL_EXPORTER_OTLP_ENDPOINT: endpointUrl(telemetry),
    OTEL_EXPORTER_OTLP_PROTOCOL: telemetry.protocol === 'http' ? 'http/protobuf' : 'grpc',
    OTEL_RESOURCE_ATTRIBUTES: Object.entries(attributes)
      .map(([name, value]) => `${name}=${value}`)
      .join(','),
    // The Go services add scheme and port themselves.
    OTEL_COLLECTOR: telemetry.host,
  };
}

function platformVariables(chart: ServiceChart): { [name: string]: string } {
  if (chart.props.telemetry === undefined) return {};
  return { SERVICE_NAME: chart.service, AWS_REGION: chart.environment.facts.region };
}
