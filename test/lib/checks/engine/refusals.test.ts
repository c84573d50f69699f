import { joinRefusals } from '../../../../lib/checks/engine/refusals';
import type { Finding } from '../../../../lib/checks/finding';

const finding = (rule: string, path: string, message = '', more: Partial<Finding> = {}): Finding => ({
  rule,
  severity: 'error',
  message,
  why: '',
  fix: '',
  file: 'a.yaml',
  path,
  ...more,
});
const refusal = (path: string, message = '', more: Partial<Finding> = {}) =>
  finding('CO-1', path, message, more);

/** What is left of some findings, as `severity rule path`. */
const left = (...findings: Finding[]) =>
  joinRefusals(findings).map(({ severity, rule, path }) => `${severity} ${rule} ${path}`);

const batch = 'processors::batch';

describe('what the collector refuses, beside what the rules say', () => {
  test('changes nothing where nothing is refused', () => {
    expect(left(finding('CV-1', batch))).toEqual([`error CV-1 ${batch}`]);
  });

  test('is left out at the place of an error, around it, and inside it where that is a part of a component', () => {
    expect(left(finding('CV-1', `${batch}::timeout`), refusal(`${batch}::timeout`))).toEqual([
      `error CV-1 ${batch}::timeout`,
    ]);
    expect(left(finding('CV-1', `${batch}::timeout`), refusal('processors'))).toHaveLength(1);
    expect(left(finding('CV-1', `${batch}::timeout`), refusal(batch))).toEqual([
      `error CV-1 ${batch}::timeout`,
    ]);
    expect(left(finding('CV-1', `${batch}::a`), refusal(`${batch}::a::b`))).toHaveLength(1);
  });

  test('stays beside an error about another component, about all of its own, another file or object, or a warning', () => {
    const both = (error: Finding, refused: Finding) => expect(left(error, refused)).toHaveLength(2);
    both(finding('CV-1', 'processors::other'), refusal(batch));
    both(finding('CV-1', batch), refusal(`${batch}::timeout`));
    both(finding('CV-1', batch, '', { file: 'b.yaml' }), refusal(batch));
    both(finding('CV-1', batch, '', { construct: 'b' }), refusal(batch));
    both(finding('CV-1', batch, '', { severity: 'warning' }), refusal(batch));
  });

  test('is left out at the line and column of an error, wherever its path leads', () => {
    const at = (line: number, column: number) => ({ line, column });
    const error = finding('CV-1', 'processors::other', '', at(3, 5));
    expect(left(error, refusal(batch, '', at(3, 5)))).toHaveLength(1);
    expect(left(error, refusal(batch, '', at(3, 6)))).toHaveLength(2);
    expect(left(error, refusal(batch, '', at(4, 5)))).toHaveLength(2);
  });

  test('is left out of the graph where a rule of the graph speaks of the component', () => {
    const refused = refusal(
      'service::pipelines::traces',
      'references processor "batch/a" which is not configured',
    );
    expect(left(finding('RF-1', 'processors::batch/a'), refused)).toHaveLength(1);
    expect(left(finding('ST-1', 'service::x', 'Of "batch/a", nothing is known.'), refused)).toHaveLength(1);
    expect(left(finding('GR-1', 'service::x', 'Of batch/a, nothing is known.'), refused)).toHaveLength(1);
    expect(left(finding('TV-1', 'processors::batch', 'Of batch.'), refused)).toHaveLength(2);
    expect(left(finding('CV-1', 'processors::batch/a'), refused)).toHaveLength(2);
    const elsewhere = refusal('exporters::otlp', 'references processor "batch/a"');
    expect(left(finding('RF-1', 'processors::batch/a'), elsewhere)).toHaveLength(2);
  });

  test('makes an error of a doubt about the same place', () => {
    for (const rule of ['TV-6', 'TV-7', 'KS-2']) {
      const doubt = finding(rule, `${batch}::tmeout`, '', { severity: 'warning' });
      expect(left(doubt, refusal(`${batch}::tmeout`))).toEqual([`error ${rule} ${batch}::tmeout`]);
      expect(left(doubt, refusal(`${batch}::other`))).toHaveLength(2);
      expect(left({ ...doubt, file: 'b.yaml' }, refusal(`${batch}::tmeout`))).toHaveLength(2);
      expect(left({ ...doubt, construct: 'b' }, refusal(`${batch}::tmeout`))).toHaveLength(2);
    }
    expect(left(finding('CV-9', batch, '', { severity: 'warning' }), refusal(batch))).toHaveLength(2);
  });
});

describe('a rule that says what a component says itself', () => {
  const error = (path: string, message = '') => finding('CV-32', path, message);

  test('stands for one refusal of its map, the one that it names or else the first', () => {
    expect(
      left(error(`${batch}::a::x`, 'x excludes "z"'), refusal(`${batch}::a::y`), refusal(`${batch}::a::z`)),
    ).toEqual([`error CV-32 ${batch}::a::x`, `error CO-1 ${batch}::a::y`]);
    expect(left(error(`${batch}::a::x`), refusal(`${batch}::a::y`), refusal(`${batch}::a::z`))).toEqual([
      `error CV-32 ${batch}::a::x`,
      `error CO-1 ${batch}::a::z`,
    ]);
  });

  test('prefers its map to the rest of its component, and stands for one refusal alone', () => {
    const refusals = [refusal(`${batch}::b::y`), refusal(`${batch}::a::z`)];
    expect(left(error(`${batch}::a::x`), ...refusals)).toEqual([
      `error CV-32 ${batch}::a::x`,
      `error CO-1 ${batch}::b::y`,
    ]);
    expect(left(finding('CV-28', `${batch}::c::x`), ...refusals)).toEqual([
      `error CV-28 ${batch}::c::x`,
      `error CO-1 ${batch}::a::z`,
    ]);
    expect(left(error(`${batch}::a::x`), error(`${batch}::c::x`), ...refusals)).toHaveLength(2);
  });

  test('stands for none of another component, file or object, nor where it met its refusal', () => {
    expect(left(error('processors::other::a::x'), refusal(`${batch}::a::z`))).toHaveLength(2);
    expect(left(error('exporters::batch::a::x'), refusal(`${batch}::a::z`))).toHaveLength(2);
    expect(left({ ...error(`${batch}::a::x`), file: 'b.yaml' }, refusal(`${batch}::a::z`))).toHaveLength(2);
    expect(left({ ...error(`${batch}::a::x`), construct: 'b' }, refusal(`${batch}::a::z`))).toHaveLength(2);
    expect(left(finding('CV-1', `${batch}::a::x`), refusal(`${batch}::a::z`))).toHaveLength(2);
    expect(left(error(`${batch}::a::x`), refusal(`${batch}::a::x`), refusal(`${batch}::a::z`))).toEqual([
      `error CV-32 ${batch}::a::x`,
      `error CO-1 ${batch}::a::z`,
    ]);
  });
});
