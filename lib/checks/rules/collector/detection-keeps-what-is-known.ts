import { resourceDetections, resources } from '../../../platform';
import { withProcessor } from '../../frames';
import { type CollectorRule, problemAt } from '../../rule';

export const detectionKeepsWhatIsKnown: CollectorRule = {
  id: 'CV-30',
  title: 'resource_detection and resource do not overwrite what applications say of themselves',
  severity: 'advice',
  why: 'The collector’s own host or a fixed name takes the place of what the application reported.',
  fix: 'Write override: false in resource_detection, and action: insert for service.*.',
  example: withProcessor(`
-   resource: {attributes: [{key: service.name, value: shop, action: upsert}]}
+   resource: {attributes: [{key: service.name, value: shop, action: insert}]}
`),
  appliesTo: 'collector',
  *check(collector) {
    for (const {
      place,
      settings: { override },
    } of resourceDetections(collector)) {
      if (override.value === false || override.isOpen) continue;
      yield {
        message: `${place} overrides attributes that are there already.`,
        at: place.towards('override'),
        fix: 'Write override: false.',
      };
    }
    for (const { key, action, from_attribute: source } of resources(collector).flatMap(
      ({ settings }) => settings.attributes,
    )) {
      if (action.value === 'upsert' && key.value?.startsWith('service.') && !source.isWritten)
        yield problemAt(action, `overwrites ${key.value} of every application`);
    }
  },
};
