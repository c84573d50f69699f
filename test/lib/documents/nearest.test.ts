import { didYouMean, nearest } from '../../../lib/documents';

describe('the nearest of some words', () => {
  it.each([
    ['oltp', ['ntp', 'otlp', 'sftp'], 'otlp'],
    ['retension', ['retention', 'regions'], 'retention'],
    ['k8sattributes', ['k8s_attributes', 'attributes'], 'k8s_attributes'],
    ['Otlp', ['otlp', 'ntp'], 'otlp'],
    ['otlp', ['otlp'], undefined],
    ['xylophone', ['otlp', 'ntp'], undefined],
  ])('%s', (word, known, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });

  it('is asked for', () => {
    expect(didYouMean('oltp', ['otlp'])).toBe('; did you mean "otlp"?');
    expect(didYouMean('xylophone', ['otlp'])).toBe('');
  });
});
