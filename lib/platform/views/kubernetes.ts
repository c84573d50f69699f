import { fields, kindOf, text } from './shape';

export const customDefinitions = kindOf('apiextensions.k8s.io', 'CustomResourceDefinition', {
  spec: fields({ group: text }),
});
