import { isTable, type Table } from '../data';
import { fullname, labelName, namespaceOf, serviceAccountName } from '../names';
import type { Release } from '../version';
import { Budget } from './budget';
import { parseTemplate } from './parse';
import { run, type TplScope } from './run';
import { Refused, Unknown } from './unknown';
import { Opaque, type TplValue } from './value';

/** Named templates of the chart that print one name. */
const helpers = new Map<string, (release: Release) => string>([
  ['opentelemetry-collector.fullname', fullname],
  ['opentelemetry-collector.name', labelName],
  ['opentelemetry-collector.namespace', namespaceOf],
  ['opentelemetry-collector.serviceAccountName', serviceAccountName],
  ['opentelemetry-collector.lowercase_chartname', () => 'opentelemetry-collector'],
]);

/** Where a text of the values is run as a template: the release as the chart's own templates see it. */
export function surroundingsOf(release: Release): TplScope {
  const root = rootOf(release);
  const around: TplScope = {
    root,
    budget: new Budget(),
    include: (name, dot) => {
      const helper = helpers.get(name);
      if (helper !== undefined && dot === root) return helper(release);
      if (!name.startsWith('opentelemetry-collector.')) throw new Refused(`there is no template "${name}"`);
      if (!isTable(dot) || !Object.hasOwn(dot, 'Values'))
        throw new Refused(`"${name}" is included with something that has no Values: write \`$\``);
      throw new Unknown();
    },
    tpl: (text, dot) => run(parseTemplate(text), around, dot),
  };
  return around;
}

const roots = new WeakMap<Release, TplValue>();

/** One object a release: a template of the chart is told by it that `.` is still the top. */
function rootOf(release: Release): TplValue {
  const known = roots.get(release);
  if (known !== undefined) return known;
  const { chart, values, name, namespace } = release;
  const root: { [key: string]: TplValue } = {
    Values: values satisfies Table,
    // As of an installation; what an upgrade is told differs from one to the next.
    Release: {
      Name: name,
      Namespace: namespace,
      Service: 'Helm',
      IsInstall: true,
      IsUpgrade: false,
      Revision: 1n,
    },
    Chart: {
      Name: 'opentelemetry-collector',
      Version: chart.version,
      AppVersion: chart.appVersion,
      Type: 'application',
    },
    Capabilities: new Opaque(),
    Files: new Opaque(),
    Template: new Opaque(),
    Subcharts: new Opaque(),
  };
  roots.set(release, root);
  return root;
}
