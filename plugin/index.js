/**
 * Validation plugin of `cdk8s synth`: prints what the checks of the same run found. The app has judged the objects while it held
 * them (errors stop it before anything is written) and left its findings beside the manifests that it staged.
 *
 * Plain JavaScript, because the CLI loads plugins without a TypeScript loader.
 */
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const severities = ['error', 'warning', 'advice'];

class OtelfluxReport {
  /**
   * @param {{ failOn?: 'error' | 'warning' | 'advice' | 'never' }} [properties] `failOn`: lightest finding that fails the
   * run, default `error`
   */
  constructor(properties) {
    const failOn = properties?.failOn ?? 'error';
    if (failOn !== 'never' && !severities.includes(failOn)) {
      throw new Error(`cdk8s.yaml: failOn is ${failOn}; write one of ${severities.join(', ')}, never`);
    }
    this.failOn = failOn;
  }

  async validate(context) {
    const path = findingsFile(context.manifests);
    if (path === undefined) {
      // Without findings nothing was judged: an app that does not run the checks must not pass for one that does.
      context.report.submit('failure', {
        findings: 'none were left beside the manifests; call runSynthesis in the app',
      });
      return;
    }
    const { findings, summary } = JSON.parse(readFileSync(path, 'utf8'));
    // Advice is told by number: whoever wants it asks `otelflux validate`.
    const told = findings.filter((finding) => finding.severity !== 'advice' || this.fails(finding));
    for (const [rule, members] of byRule(told)) {
      context.report.addViolation({
        ruleName: `${rule} (${members[0].severity})`,
        recommendation: members[0].why,
        fix: [...new Set(members.map(({ fix }) => fix))].join(' '),
        violatingResources: members.map((finding) => resourceOf(finding, context.manifests[0])),
      });
    }
    const counts = Object.fromEntries(
      severities.map((severity) => [severity, String(summary[severity] ?? 0)]),
    );
    context.report.submit(findings.some((finding) => this.fails(finding)) ? 'failure' : 'success', counts);
  }

  fails({ severity }) {
    return this.failOn !== 'never' && severities.indexOf(severity) <= severities.indexOf(this.failOn);
  }
}

function findingsFile(manifests) {
  const folders = [...new Set(manifests.map((manifest) => dirname(manifest)))];
  return folders.map((folder) => join(folder, 'findings.json')).find((path) => existsSync(path));
}

/** Findings by rule, the gravest rules first, otherwise in the order of the run. */
function byRule(findings) {
  const rules = new Map();
  for (const severity of severities) {
    for (const finding of findings.filter((one) => one.severity === severity)) {
      const key = `${finding.rule}\n${severity}`;
      rules.set(key, [...(rules.get(key) ?? []), finding]);
    }
  }
  return [...rules.values()].map((members) => [members[0].rule, members]);
}

function resourceOf({ construct, file, path, message }, manifest) {
  return {
    resourceName: construct ?? 'environment',
    manifestPath: file ?? manifest,
    locations: [path === undefined ? message : `${path}: ${message}`],
  };
}

module.exports = { OtelfluxReport };
