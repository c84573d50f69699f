import { schemaRule } from '../../schema/rule';

export const fieldsAreKnown = schemaRule(['unknown'], {
  id: 'KS-1',
  title: 'Objects have only fields that their kind knows',
  why: 'Flux drops a field that the kind does not know, or refuses the object: what it was meant to do does not happen.',
  fix: 'Correct the name of the field, or move it to where it belongs.',
  example: `  apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings, namespace: develop}
- dota: {retries: "3"}
+ data: {retries: "3"}
`,
});
