import { sizesStayWithinLimits as rule } from '../../../../../lib/checks/rules/resources/sizes-stay-within-limits';
import type { Data } from '../../../../../lib/documents';
import { objectSubject, readTree } from '../../../../../lib/platform';

/** What the rule says of an object, as `place: message`. */
function told(kind: string, content: { readonly [key: string]: Data }): string[] {
  const object = { apiVersion: 'v1', kind, metadata: { name: 'a', namespace: 'develop' }, ...content };
  const { tree } = readTree({ objects: [objectSubject(object)], complete: false });
  const found = rule.each(tree).flatMap((view) => [...rule.check(view, tree)]);
  return found.map(({ at, message }) => `${at?.path.join('.')}: ${message}`);
}

const kibibytes = (count: number) => 'a'.repeat(count * 1024);
const holds = (kind: string, size: number) =>
  `${kind} develop/a holds ${size} KiB, and the API server takes at most 1024 KiB.`;

describe('XR-53: ConfigMaps and Secrets hold at most 1 MiB, annotations 256 KiB', () => {
  test('counts the values of all sections to the byte, and names the largest', () => {
    const half = kibibytes(512);
    expect(told('ConfigMap', { data: { a: half, b: half } })).toEqual([]);
    expect(told('ConfigMap', { data: { a: half, b: `${half}a` } })).toEqual([
      `data.b: ${holds('ConfigMap', 1025)}`,
    ]);
    expect(told('Secret', { stringData: { a: `${half}aa`, b: half } })).toEqual([
      `stringData.a: ${holds('Secret', 1025)}`,
    ]);
  });

  test('counts characters as the bytes that they take', () => {
    expect(told('ConfigMap', { data: { a: 'é'.repeat(512 * 1024) } })).toEqual([]);
    expect(told('ConfigMap', { data: { a: `a${'é'.repeat(512 * 1024)}` } })).toHaveLength(1);
  });

  test('counts what is encoded as it is decoded', () => {
    // Four characters stand for three bytes.
    const encoded = 'a'.repeat((1024 * 1024 * 4) / 3);
    expect(told('ConfigMap', { binaryData: { a: encoded } })).toEqual([]);
    expect(told('Secret', { data: { a: encoded } })).toEqual([]);
    expect(told('ConfigMap', { data: { a: encoded } })).toEqual([`data.a: ${holds('ConfigMap', 1366)}`]);
    expect(told('Secret', { stringData: { a: encoded } })).toEqual([
      `stringData.a: ${holds('Secret', 1366)}`,
    ]);
    expect(told('Secret', { data: { a: `${encoded}aaa` } })).toEqual([`data.a: ${holds('Secret', 1025)}`]);
    expect(told('ConfigMap', { binaryData: { a: `${encoded}aaa` } })).toHaveLength(1);
  });

  test('knows nothing of what is encrypted, and judges no other kind', () => {
    expect(told('Secret', { stringData: { a: `ENC[${kibibytes(1024)}` } })).toEqual([]);
    expect(told('Secret', { stringData: { a: 'ENC[a]', b: kibibytes(1024) } })).toEqual([]);
    expect(told('Service', { data: { a: kibibytes(1025) } })).toEqual([]);
  });

  test('counts keys and values of annotations of any kind', () => {
    const annotated = (kind: string, value: string) =>
      told(kind, { metadata: { name: 'a', namespace: 'develop', annotations: { b: 'c', ab: value } } });
    const most = kibibytes(256).slice(4);
    expect(annotated('Service', most)).toEqual([]);
    expect(annotated('Service', `${most}a`)).toEqual([
      'metadata.annotations: The annotations of Service a have 257 KiB, and the API server takes at most 256 KiB.',
    ]);
  });
});
