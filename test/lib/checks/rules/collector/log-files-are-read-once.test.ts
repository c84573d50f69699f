import { logFilesAreReadOnce as rule } from '../../../../../lib/checks/rules/collector/log-files-are-read-once';
import { places } from './judge';

describe('CV-24: Log files are read once, and the collector does not read its own', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::file_log::start_at']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
