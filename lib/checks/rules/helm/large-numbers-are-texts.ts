import { helmReleases } from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

export const largeNumbersAreTexts = ruleOfEach({
  each: helmReleases,
  id: 'FX-15',
  title: 'Large numbers and tags in values are written as text',
  severity: 'warning',
  once: true,
  habit: true,
  why: 'Helm keeps numbers as floating point: 1000000 may be printed as 1e+06, and a tag 1.10 becomes 1.1.',
  fix: 'Put the value in quotes, if the chart takes text there.',
  example: `${chartRelease('gateway')}
-   values: {image: {tag: 1.1}}
+   values: {image: {tag: "1.1"}}
${chartRepository}
`,
  *check({ name, spec }, tree) {
    for (const at of spec.values.place.walk()) {
      const { key, path, number } = at;
      if (number === undefined) continue;
      const isVersion = typeof key === 'string' && /^(?:tag|version|appVersion|.*Tag)$/.test(key);
      // The collector's own configuration is decoded by the collector, which reads either form.
      const isConfiguration = path[2] === 'config' || path[2] === 'alternateConfig';
      const isLarge = Number.isInteger(number) && Math.abs(number) >= 1_000_000 && !isConfiguration;
      if (!isVersion && !isLarge) continue;
      // A small number is printed as it was written, unless it lost a digit, which is said where the text of the file is known.
      const isCertain = isLarge || (tree.built === undefined && !Number.isInteger(number));
      yield {
        message: `${path.slice(2).join('.')} of HelmRelease ${name} is the number ${number}.`,
        at,
        severity: isCertain ? undefined : 'advice',
      };
    }
  },
});
