import { idlePorts, portPlace, withoutPort } from '../../collector/service-ports';
import { collectorValues } from '../../frames';
import { ruleOfCollector } from '../../rule';

export const servicePortsHaveAListener = ruleOfCollector({
  each: idlePorts,
  id: 'LP-3',
  title: 'Something listens behind each port of the collector’s Service',
  severity: 'warning',
  once: true,
  why: 'Connections to the port are refused, and the port looks like an offer that there is not.',
  fix: 'Disable the port (ports.<name>.enabled: false in the chart’s values), or configure the receiver.',
  example: `${collectorValues('collector')}
-     ports: {extra: {enabled: true, containerPort: 9999, servicePort: 9999, protocol: TCP}}
`,
  *check(port, collector) {
    const { name, targetPort } = port;
    const at = portPlace(collector, port);
    const title = `Port ${name === null ? '' : `"${name}" `}${port.port} of Service ${collector.deployment?.serviceName}`;
    yield {
      message: `${title} leads to ${targetPort}/${port.protocol}, where nothing listens.`,
      at,
      ...(name === null
        ? {}
        : { fix: `Write ports.${name}.enabled: false, or configure a receiver on ${targetPort}.` }),
      // What the chart opens on its own does no harm.
      ...(at?.isWritten === false
        ? { severity: 'advice' as const, patch: withoutPort(collector, port) }
        : {}),
    };
  },
});
