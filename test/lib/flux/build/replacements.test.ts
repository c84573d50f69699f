import type { Data } from '../../../../lib/documents';
import { object, tree } from './support';

// Expectations are what kustomize 5 (api 0.21.1) makes of the same files; conformance/flux-build compares at random.

const source = `
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: source, namespace: develop, labels: {tier: back}}
  data: {host: "a.example.com:80", empty: ""}
  list: [{name: x, value: "1"}, {name: y, value: "2"}]
  words: [one, two]`;

const target = `
  apiVersion: v1
  kind: Tool
  metadata: {name: target, namespace: develop, labels: {tier: front}, annotations: {team: a}}
  spec:
    host: old
    port: 1
    address: a:b:c
    list: [{name: x, value: a}, {name: xy, value: b}, {name: z}]
    words: [red, green]
    nothing: null
    json: '{"deep": {"host": "old", "port": 1}}'
    yaml: "deep: {host: old}\\n"
    plain: text
  raw: '{"host": "old"}'`;

/** What a replacement makes of the target, beside what it was; or what is wrong with it. */
function replaced(entry: string): { readonly [path: string]: Data } | string {
  const built = tree({
    'kustomization.yaml': `resources: [source.yaml, target.yaml]\nreplacements: [${entry}]\n`,
    'source.yaml': source,
    'target.yaml': target,
  });
  const [problem] = built.problems;
  if (problem !== undefined) return `${problem.message} → ${problem.fix}`;
  const before = object(
    tree({ 'kustomization.yaml': 'resources: [target.yaml]\n', 'target.yaml': target }),
    'Tool',
    'target',
  );
  return Object.fromEntries(changes('', before.object, object(built, 'Tool', 'target').object));
}

function changes(path: string, before: Data | undefined, after: Data): [string, Data][] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (typeof after !== 'object' || after === null || typeof before !== 'object' || before === null)
    return [[path.slice(1), after]];
  const former = before as { readonly [key: string]: Data };
  return Object.entries(after).flatMap(([key, value]) =>
    changes(`${path}.${key}`, former[key], value as Data),
  );
}

const host = 'source: {kind: ConfigMap, name: source, fieldPath: data.host}';
const to = (paths: string, options = '') =>
  `targets: [{select: {kind: Tool}, fieldPaths: [${paths}]${options === '' ? '' : `, options: {${options}}`}}]`;
const from = (path: string, options = '') =>
  `source: {kind: ConfigMap, fieldPath: '${path}'${options === '' ? '' : `, options: {${options}}`}}`;
const value = 'a.example.com:80';

describe('the value of a replacement', () => {
  test.each([
    ['a field', from('data.host'), value],
    ['the name, where no field is named', 'source: {kind: ConfigMap}', 'source'],
    ['an item by a key', from('list.[name=y].value'), '2'],
    ['an item by itself', from('words.[two]'), 'two'],
    ['an item by its index', from('list.1.value'), '2'],
    ['the last item', from('list.-.value'), '2'],
    ['a part', from('data.host', 'delimiter: ":"'), 'a.example.com'],
    ['another part', from('data.host', 'delimiter: ":", index: 1'), '80'],
    ['an empty text', from('data.empty'), ''],
    ['what is written', 'sourceValue: written', 'written'],
  ])('is %s', (_, origin, expected) => {
    expect(replaced(`{${origin}, ${to('spec.host')}}`)).toEqual({ 'spec.host': expected });
  });

  test.each([
    [`{${to('spec.host')}}`, 'a replacement has a source and targets → write both'],
    [`{${host}}`, 'a replacement has a source and targets → write both'],
    [
      `{source: {kind: Secret}, ${to('spec.host')}}`,
      'no object is the source → name one that the resources hold',
    ],
    [
      `{source: {namespace: develop}, ${to('spec.host')}}`,
      'several objects could be the source → write kind, name and namespace',
    ],
    [
      `{source: {kind: ConfigMap, name: other}, ${to('spec.host')}}`,
      'no object is the source → name one that the resources hold',
    ],
    [
      `{source: {kind: ConfigMap, namespace: other}, ${to('spec.host')}}`,
      'no object is the source → name one that the resources hold',
    ],
    [
      `{${from('data.missing')}, ${to('spec.host')}}`,
      'the source has no data.missing → name a field that it has',
    ],
    [
      `{${from('list.[name=z]')}, ${to('spec.host')}}`,
      'the source has no list.[name=z] → name a field that it has',
    ],
    [
      `{${from('data', 'delimiter: ":"')}, ${to('spec.host')}}`,
      'only a single value can be split → take delimiter out',
    ],
    [
      `{${from('data.host', 'delimiter: ":", index: 2')}, ${to('spec.host')}}`,
      `${value} has fewer parts → write a smaller index`,
    ],
  ])('is missing in %s', (entry, problem) => {
    expect(replaced(entry)).toBe(problem);
  });
});

describe('the objects that a replacement goes into', () => {
  const into = (selection: string) =>
    replaced(`{${host}, targets: [{${selection}, fieldPaths: [spec.host]}]}`);
  const changed = { 'spec.host': value };

  test('are selected by kind, name, namespace, labels and annotations', () => {
    expect(into('select: {name: target}')).toEqual(changed);
    expect(into('select: {kind: Tool, labelSelector: tier=front}')).toEqual(changed);
    expect(into('select: {kind: Tool, annotationSelector: team=a}')).toEqual(changed);
    expect(into('select: {kind: Tool, labelSelector: tier=back}')).toEqual({});
    expect(into('select: {kind: Tool, annotationSelector: team=b}')).toEqual({});
    expect(into('select: {kind: Other}')).toEqual({});
    expect(into('reject: []')).toBe('a target has no select → write which objects it means');
  });

  test('are not those that are rejected', () => {
    expect(into('select: {kind: Tool}, reject: [{name: other}]')).toEqual(changed);
    expect(into('select: {kind: Tool}, reject: [{}]')).toEqual(changed);
    expect(into('select: {kind: Tool}, reject: [{name: other}, {name: target}]')).toEqual({});
    expect(into('select: {kind: Tool}, reject: [{labelSelector: tier=front}]')).toEqual({});
    expect(into('select: {kind: Tool}, reject: [{annotationSelector: team=a}]')).toEqual({});
    expect(into('select: {kind: Tool}, reject: [{labelSelector: tier=back}]')).toEqual(changed);
  });
});

describe('the field that a replacement goes into', () => {
  test.each<[string, string, string, Data]>([
    ['a field', 'spec.host', '', { 'spec.host': value }],
    ['two fields', 'spec.host, spec.plain', '', { 'spec.host': value, 'spec.plain': value }],
    ['an item by a key', "'spec.list.[name=x$].value'", '', { 'spec.list.0.value': value }],
    [
      'items whose key matches in part',
      "'spec.list.[name=x].value'",
      '',
      { 'spec.list.0.value': value, 'spec.list.1.value': value },
    ],
    ['an item by itself', "'spec.words.[green]'", '', { 'spec.words.1': value }],
    ['an item by its index', 'spec.list.1.value', '', { 'spec.list.1.value': value }],
    ['every item', "'spec.words.*'", '', { 'spec.words.0': value, 'spec.words.1': value }],
    ['the first part', 'spec.address', 'delimiter: ":"', { 'spec.address': `${value}:b:c` }],
    ['the last part', 'spec.address', 'delimiter: ":", index: 2', { 'spec.address': `a:b:${value}` }],
    [
      'before the first part',
      'spec.address',
      'delimiter: ":", index: -1',
      { 'spec.address': `${value}:a:b:c` },
    ],
    [
      'behind the last part',
      'spec.address',
      'delimiter: ":", index: 3',
      { 'spec.address': `a:b:c:${value}` },
    ],
    ['a new field', 'spec.new.deep', 'create: true', { 'spec.new': { deep: value } }],
    [
      'a new item by a key',
      "'spec.list.[name=new].value'",
      'create: true',
      { 'spec.list.3': { name: 'new', value } },
    ],
    [
      'a field of an item that has it not',
      "'spec.list.[name=z].value'",
      'create: true',
      { 'spec.list.2.value': value },
    ],
    ['a new list', "'spec.new.[name=x].value'", 'create: true', { 'spec.new': [{ name: 'x', value }] }],
    ['a new item behind the last', 'spec.words.2', 'create: true', { 'spec.words.2': value }],
    ['a new list by index', 'spec.new.0', 'create: true', { 'spec.new': [value] }],
    ['inside of JSON', 'spec.json.deep.host', '', { 'spec.json': `{"deep":{"host":"${value}","port":1}}` }],
    ['inside of YAML', 'spec.yaml.deep.host', '', { 'spec.yaml': `deep:\n  host: ${value}` }],
    ['inside of JSON that stands at the top', 'raw.host', '', { raw: `{"host":"${value}"}` }],
    ['a text that is JSON, as a whole', 'spec.json', '', { 'spec.json': value }],
    ['an item by nothing but its value', "'spec.words.[=green]'", '', { 'spec.words.1': value }],
    ['a field of a new item', 'spec.new.0.deep', 'create: true', { 'spec.new': [{ deep: value }] }],
    [
      'a new field inside of JSON',
      'spec.json.new',
      'create: true',
      { 'spec.json': `{"deep":{"host":"old","port":1},"new":"${value}"}` },
    ],
  ])('is %s', (_, paths, options, expected) => {
    expect(replaced(`{${host}, ${to(paths, options)}}`)).toEqual(expected);
  });

  test('is the name where none is named', () => {
    const built = tree({
      'kustomization.yaml': `resources: [source.yaml, target.yaml]\nreplacements: [{sourceValue: other, targets: [{select: {kind: Tool}}]}]\n`,
      'source.yaml': source,
      'target.yaml': target,
    });
    expect(object(built, 'Tool', 'other').object.spec).toHaveProperty('host', 'old');
  });

  test('takes a map as it is', () => {
    expect(replaced(`{${from('list.0')}, ${to('spec.host')}}`)).toEqual({ 'spec.host': '' });
    expect(replaced(`{${from('list.0')}, ${to('spec.list.0')}}`)).toEqual({ 'spec.list.0.value': '1' });
    expect(replaced(`{${from('list.0')}, ${to('spec.json.deep.host')}}`)).toEqual({
      'spec.json': '{"deep":{"host":{"name":"x","value":"1"},"port":1}}',
    });
    expect(replaced(`{${from('list')}, ${to('spec.new', 'create: true')}}`)).toEqual({
      'spec.new': [
        { name: 'x', value: '1' },
        { name: 'y', value: '2' },
      ],
    });
  });

  test.each([
    ['spec.missing', '', 'the target has no spec.missing → name a field that it has, or set options.create'],
    [
      "'spec.list.[name=q].value'",
      '',
      'the target has no spec.list.[name=q].value → name a field that it has, or set options.create',
    ],
    ['spec.json.other', '', 'other is looked for in what is not a map → mend the path'],
    [
      'spec.nothing.deep',
      '',
      'the target has no spec.nothing.deep → name a field that it has, or set options.create',
    ],
    ['spec.plain.deep', '', 'deep is looked for in what is not a map → mend the path'],
    ['spec.words.2', '', 'the list has only 2 items → write a smaller index'],
    ['spec.words.3', 'create: true', 'the list has only 2 items → write a smaller index'],
    ['spec.plain.0', '', 'a list belongs here → mend the path'],
    ["'spec.plain.[name=x]'", '', 'a list belongs here → mend the path'],
    ['spec.words', 'delimiter: ":"', 'only a single value can be split → take delimiter out'],
  ])('is not %s', (paths, options, problem) => {
    expect(replaced(`{${host}, ${to(paths, options)}}`)).toBe(problem);
  });
});
