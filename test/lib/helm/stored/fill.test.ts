import { filled } from '../../../../lib/helm/stored/fill';

const names = { release: 'traces', fullname: 'traces-tempo' };
const values = {
  pod: { env: [{ name: 'A' }, { name: 'B' }], labels: { a: '1' }, size: '5Gi' },
  image: { tag: '2.0.0' },
};

test.each<[string, unknown, unknown]>([
  [
    'names in texts and keys',
    { '{fullname}.a': 'at {release}', b: '{other}' },
    { 'traces-tempo.a': 'at traces', b: '{other}' },
  ],
  ['a value in a text', 'tempo:{=image.tag}', 'tempo:2.0.0'],
  ['a whole value', { storage: { $: 'pod.size' } }, { storage: '5Gi' }],
  ['nothing for a value that is not said', { class: { $: 'pod.class' }, kept: true }, { kept: true }],
  ['all of a list', [{ name: 'own' }, { $each: 'pod.env' }], [{ name: 'own' }, { name: 'A' }, { name: 'B' }]],
  ['nothing for a list that is not said', { mounts: [{ $each: 'pod.mounts' }] }, {}],
  ['all of a map', { own: '0', $all: 'pod.labels' }, { own: '0', a: '1' }],
])('a template takes %s', (_, template, made) => {
  expect(filled(template as never, { names, values })).toEqual(made);
});
