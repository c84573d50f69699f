import { templateFault } from '../../../helm';
import { collectorReleases } from '../../../platform';
import { chartRepository, collectorValues } from '../../frames';
import { ruleOfEach } from '../../rule';

export const templateActionsAreHelm = ruleOfEach({
  each: collectorReleases,
  id: 'HF-5',
  title: 'Braces that are not meant for Helm are escaped in the configuration',
  severity: 'error',
  why: 'The chart runs the configuration through its template engine: a {{ that is not an action of Helm fails the release.',
  fix: 'Write {{`{{ … }}`}} for a literal {{ … }}.',
  example: `${collectorValues('otel-collector', 'flux-system')}
-     config: {processors: {resource: {attributes: [{key: note, value: "{{ reason }}", action: insert}]}}}
+     config: {processors: {resource: {attributes: [{key: note, value: "{{ .Release.Name }}", action: insert}]}}}
${chartRepository}
`,
  *check({ spec }) {
    for (const base of ['config', 'alternateConfig']) {
      for (const at of spec.values.place.at(base).walk()) {
        for (const text of [String(at.key), at.text ?? '']) {
          const fault = text.includes('{{') ? templateFault(text) : undefined;
          if (fault === undefined) continue;
          const place = at.path.slice(2).join('.');
          yield { message: `Helm cannot read ${fault.action} in ${place}: ${fault.reason}.`, at };
        }
      }
    }
  },
});
