import { imageMarkerComment, parseImageMarker } from '../../../lib/flux';

test('a marker is read and written alike', () => {
  const marker = { namespace: 'flux-system', policy: 'expenses', part: 'tag' } as const;
  expect(imageMarkerComment(marker)).toBe(' {"$imagepolicy": "flux-system:expenses:tag"}');
  expect(parseImageMarker(imageMarkerComment(marker))).toEqual(marker);
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
