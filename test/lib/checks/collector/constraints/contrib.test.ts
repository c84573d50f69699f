import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSources } from '../../../../../lib/checks';
import type { Data } from '../../../../../lib/documents';

interface Outcome {
  /** Class and type. */
  readonly id: string;
  readonly body: Data;
  /** Whether the component's own decoding and validation refuse it (contrib 0.158). */
  readonly isRefused: boolean;
}

const outcomes = JSON.parse(readFileSync(join(__dirname, 'contrib-outcomes.json'), 'utf8')) as Outcome[];
const ids = [...new Set(outcomes.map(({ id }) => id))];

describe('what components of contrib refuse is an error, and nothing else is', () => {
  test.each(ids)('%s', (id) => {
    const [kind = '', type = ''] = id.split(' ');
    const cases = outcomes.filter((each) => each.id === id);
    const wrong = cases.filter(({ body, isRefused }) => {
      const text = JSON.stringify({ [`${kind}s`]: { [type]: body } });
      const findings = checkSources([{ name: 'a.yaml', text }], {
        collectorVersion: '0.158.0',
        distribution: 'contrib',
      });
      const isError = findings.some(
        ({ severity, message }) => severity === 'error' && message.includes(`${kind}s::${type}`),
      );
      return isError !== isRefused;
    });
    expect(wrong).toEqual([]);
  });
});
