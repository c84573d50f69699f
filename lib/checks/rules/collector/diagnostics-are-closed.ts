import { isLoopback, listeners, notation } from '../../../collector/effective';
import { otlpToDebug } from '../../frames';
import { ruleOfCollector } from '../../rule';

export const diagnosticsAreClosed = ruleOfCollector({
  each: listeners,
  id: 'CV-26',
  title: 'pprof and zpages are off or bound to localhost',
  severity: 'advice',
  why: 'They show configuration and memory to whoever reaches the pod.',
  fix: 'Bind them to localhost and use a port-forward, or leave them out.',
  example: `${otlpToDebug}
  extensions:
-   zpages: {endpoint: "0.0.0.0:55679"}
+   zpages: {endpoint: "localhost:55679"}
  service:
    extensions: [zpages]
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check({ component, path, host, address, audience }) {
    if (component !== undefined && audience === 'diagnosis' && !isLoopback(host))
      yield { message: `${notation(path)}: ${component.type} listens on ${address}.`, path };
  },
});
