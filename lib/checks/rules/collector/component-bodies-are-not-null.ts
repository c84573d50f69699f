import { components } from '../../../platform';
import { withExporter } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const componentBodiesAreNotNull = ruleOfCollector({
  each: components,
  id: 'ST-11',
  title: 'A component without settings is written as {}, not as null',
  severity: 'warning',
  why: 'The API server, Flux, Helm and cdk8s drop keys whose value is null: the component would vanish from the configuration.',
  fix: 'Write {} after the component’s id.',
  example: withExporter(`
-   debug:
+   debug: {}
`),
  *check({ place }, { origin, isWritten }) {
    // A file that the collector itself reads keeps its nulls.
    const isText = origin === 'bare' || origin === 'configMap';
    if (place.data === null && isWritten(place.path))
      yield problemAt(place, 'is null', isText ? { severity: 'advice' } : {});
  },
});
