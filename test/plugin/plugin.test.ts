import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ValidationContext } from 'cdk8s-cli/plugins';
import type { Finding } from '../../lib/checks';

const { OtelfluxReport } = require('../../plugin') as {
  OtelfluxReport: new (properties?: object) => { validate(context: ValidationContext): Promise<void> };
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otelflux-plugin-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const finding = (severity: Finding['severity']): Finding => ({
  rule: 'XX-1',
  severity,
  message: 'something is wrong',
  why: 'It fails.',
  fix: 'Mend it.',
  path: 'spec.replicas',
  construct: 'develop/expenses',
});

async function report(findings: readonly Finding[] | undefined, properties?: object) {
  const manifest = join(folder, 'develop.k8s.yaml');
  if (findings !== undefined) {
    const count = (severity: string) => findings.filter((one) => one.severity === severity).length;
    const summary = { error: count('error'), warning: count('warning'), advice: count('advice') };
    writeFileSync(join(folder, 'findings.json'), JSON.stringify({ findings, summary }));
  }
  const context = new ValidationContext([manifest], './plugin', '1.0.0', {}, false);
  await new OtelfluxReport(properties).validate(context);
  return { success: context.report.success, text: context.report.toString() };
}

describe('the validation plugin of cdk8s', () => {
  test('prints what the run found', async () => {
    const { success, text } = await report([finding('warning'), { ...finding('advice'), rule: 'XX-2' }]);
    expect(success).toBe(true);
    expect(text).toContain('XX-1 (warning)');
    expect(text).toContain('develop/expenses');
    expect(text).toContain('spec.replicas: something is wrong');
    expect(text).toContain('How to fix: Mend it.');
    expect(text).not.toContain('XX-2');
  });

  test('fails on errors, or from the severity that it is told', async () => {
    expect((await report([finding('error')])).success).toBe(false);
    expect((await report([finding('error')], { failOn: 'never' })).success).toBe(true);
    expect((await report([finding('advice')], { failOn: 'advice' })).success).toBe(false);
    expect((await report([])).success).toBe(true);
  });

  test('fails where nothing was judged', async () => {
    expect((await report(undefined)).success).toBe(false);
  });

  test('refuses a severity that is none', () => {
    expect(() => new OtelfluxReport({ failOn: 'fatal' })).toThrow(/failOn is fatal/);
  });
});
