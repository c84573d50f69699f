import { referringRelease } from '../../frames';
import { inputRule } from '../../rule';

export const keysAreTexts = inputRule({
  id: 'YM-3',
  title: 'Keys of objects are text',
  severity: 'error',
  why: 'kustomize stops the whole build at a key that is a number, a boolean or null: json: unsupported type: map[interface {}]interface {}.',
  fix: 'Quote the key: `"8080": …`.',
  example: `${referringRelease}
-   values: {ports: {8080: http}}
+   values: {ports: {"8080": http}}
`,
});
