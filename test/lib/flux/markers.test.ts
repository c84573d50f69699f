import { parseImageMarker } from '../../../lib/flux';

test('a marker is read', () => {
  const marker = { namespace: 'flux-system', policy: 'expenses', part: 'tag' } as const;
  expect(parseImageMarker(' {"$imagepolicy": "flux-system:expenses:tag"}')).toEqual(marker);
});

test('a marker without part means the whole image', () => {
  expect(parseImageMarker('# {"$imagepolicy": "ns:policy"}')).toEqual({
    namespace: 'ns',
    policy: 'policy',
    part: 'image',
  });
});

test('any other comment is not a marker', () => {
  expect(parseImageMarker('# the tag')).toBeUndefined();
  expect(parseImageMarker('# {"$imagepolicy": "policy"}')).toBeUndefined();
});
