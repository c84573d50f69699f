import fc from 'fast-check';
import { some, times } from '../support/arbitrary';
import { names, namespaces, scalars, values } from './objects';
import { block, print, type Raw, type RawTree, raw, words } from './raw';

/** Something that a kustomization.yaml asks for, and the files that it needs. */
export interface Feature {
  readonly fields: { readonly [key: string]: RawTree };
  readonly files?: { readonly [path: string]: string };
  /** The object that it is for, as `Kind name`: without it the build mostly stops. */
  readonly needs?: string;
}

const kinds = fc.constantFrom(
  'Deployment',
  'ConfigMap',
  'Service',
  'HelmRelease',
  'Widget',
  'StatefulSet',
  'CronJob',
  'Secret',
);
const patterns = fc.constantFrom('web', 'db', 'web|db', '.*', 'app-.*', 'w.b', 'x1');

const versions: { readonly [kind: string]: string } = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  CronJob: 'batch/v1',
  HelmRelease: 'helm.toolkit.fluxcd.io/v2',
  Widget: 'example.com/v1',
};

const target: fc.Arbitrary<RawTree> = some({
  kind: kinds.map(raw),
  name: patterns.map((pattern) => raw(`"${pattern}"`)),
  namespace: namespaces.map(raw),
  labelSelector: fc
    .constantFrom('app=web', 'app in (web, db)', '!tier', 'app!=db')
    .map((text) => raw(`"${text}"`)),
  group: words('apps', 'example.com'),
});

const directive = fc
  .constantFrom('delete', 'replace', 'merge')
  .map((word): RawTree => ({ $patch: raw(word) }));

/** Containers, as a patch might have them. */
const patchContainers: fc.Arbitrary<RawTree> = fc.array(
  fc
    .tuple(
      fc.constantFrom('main', 'side', 'new'),
      fc.oneof(
        directive,
        some({
          image: words('patched:1', '"5"'),
          env: fc.array(
            fc.oneof(
              fc.record({ name: words('A', 'B', 'E'), value: values }),
              fc.constantFrom('A', 'B').map((name): RawTree => ({ name: raw(name), $patch: raw('delete') })),
            ),
            { maxLength: 2 },
          ),
          ports: fc.array(
            some(
              {
                containerPort: words('80', '9090'),
                protocol: words('TCP', 'UDP'),
                name: words('patched'),
              },
              'containerPort',
            ),
            { maxLength: 2 },
          ),
          args: fc.array(values, { maxLength: 1 }),
        }),
      ),
    )
    .map(([name, rest]) => ({ name: raw(name), ...(rest as { [key: string]: RawTree }) })),
  { maxLength: 2 },
);

const nullOr = (written: fc.Arbitrary<RawTree>) =>
  fc.oneof(times(4, written), fc.constant<RawTree>(raw('null')), directive);

const loose = fc.dictionary(
  fc.constantFrom('a', 'b', 'values', 'app'),
  nullOr(fc.oneof(values, fc.array(values, { maxLength: 2 }))),
  { maxKeys: 3 },
);

/** What a strategic merge patch changes beside the identity. */
function patchBody(kind: string): fc.Arbitrary<RawTree> {
  if (kind === 'ConfigMap' || kind === 'Secret') return some({ data: nullOr(loose) });
  if (kind === 'HelmRelease') return fc.record({ spec: fc.record({ values: nullOr(loose) }) });
  if (kind === 'Widget') return fc.record({ spec: nullOr(loose) });
  if (kind === 'Service')
    return fc.record({
      spec: some({
        ports: fc.array(fc.record({ port: words('80', '81'), name: words('p') }), { maxLength: 2 }),
        type: scalars,
      }),
    });
  const spec = some({ containers: nullOr(patchContainers), nodeSelector: nullOr(loose) });
  const template = fc.record({ template: fc.record({ spec }) });
  if (kind === 'CronJob')
    return fc.record({ spec: fc.record({ jobTemplate: fc.record({ spec: template }) }) });
  return fc.record({ spec: template });
}

const patchMeta = some({
  labels: fc.dictionary(fc.constantFrom('app', 'tier', 'new'), nullOr(words('x', '"5"')), {
    maxKeys: 2,
  }),
  annotations: fc.dictionary(fc.constantFrom('a', 'new'), nullOr(scalars), { maxKeys: 2 }),
});

/** A strategic merge patch as an object. */
const mergePatch: fc.Arbitrary<{ [key: string]: RawTree }> = kinds.chain((kind) =>
  fc
    .tuple(
      names,
      fc.option(namespaces, { nil: undefined, freq: 1 }),
      patchMeta,
      patchBody(kind),
      fc.boolean(),
    )
    .map(([name, namespace, more, body, deletes]) => ({
      apiVersion: raw(versions[kind] ?? 'v1'),
      kind: raw(kind),
      metadata: {
        name: raw(name),
        ...(namespace === undefined ? {} : { namespace: raw(namespace) }),
        ...more,
      },
      ...(deletes && name === 'x1' ? { $patch: raw('delete') } : (body as { [key: string]: RawTree })),
    })),
);

const paths = fc.constantFrom(
  '/metadata/labels',
  '/metadata/annotations',
  '/spec',
  '/metadata/labels/app',
  '/metadata/annotations',
  '/metadata/name',
  '/spec/replicas',
  '/spec/template/spec/containers/0/image',
  '/spec/template/spec/containers/-',
  '/spec/values/a',
  '/spec/values',
  '/data/a',
  '/spec/ports/0',
  '/spec',
  '/metadata/annotations/example.com~1role',
  '/metadata/labels',
);
const jsonPatch: fc.Arbitrary<RawTree> = fc.array(
  fc.oneof(
    times(
      4,
      fc.record({
        op: words('add', 'replace'),
        path: paths.map(raw),
        value: fc.oneof(values, loose),
      }),
    ),
    fc.record({ op: words('remove'), path: paths.map(raw) }),
    times(
      1,
      fc.record({
        op: words('copy', 'move'),
        from: paths.map(raw),
        path: paths.map(raw),
      }),
    ),
    fc.record({ op: words('test'), path: paths.map(raw), value: scalars }),
  ),
  { minLength: 1, maxLength: 2 },
);

const options = fc.option(
  some({
    allowNameChange: words('true', 'false'),
    allowKindChange: words('true'),
  }),
  { nil: undefined, freq: 4 },
);

function identityOf(written: RawTree): string {
  const { kind, metadata } = written as { kind: Raw; metadata: { name: Raw } };
  return `${kind.token} ${metadata.name.token}`;
}

/** One entry of `patches`: as text or as a file, with or without target. */
const patch: fc.Arbitrary<Feature> = fc
  .tuple(
    fc.oneof(times(3, mergePatch), times(2, jsonPatch)),
    fc.option(target, { nil: undefined }),
    fc.boolean(),
    options,
    fc.nat(999),
  )
  .map(([written, aim, inline, opts, at]) => {
    const isJson = Array.isArray(written);
    const selector = aim ?? (isJson ? { kind: raw('Deployment') } : undefined);
    const file = `patch-${at}.yaml`;
    const text = print(written);
    return {
      ...(isJson || aim !== undefined ? {} : { needs: identityOf(written) }),
      fields: {
        patches: [
          {
            ...(inline ? { patch: block(text) } : { path: raw(file) }),
            ...(selector === undefined ? {} : { target: selector }),
            ...(opts === undefined || isJson ? {} : { options: opts }),
          },
        ],
      },
      ...(inline ? {} : { files: { [file]: text } }),
    };
  });

const legacyPatch: fc.Arbitrary<Feature> = fc
  .tuple(mergePatch, fc.boolean(), fc.nat(999))
  .map(([written, inline, at]) => {
    const file = `merge-${at}.yaml`;
    const text = print(written);
    return inline
      ? { needs: identityOf(written), fields: { patchesStrategicMerge: [block(text)] } }
      : {
          needs: identityOf(written),
          fields: { patchesStrategicMerge: [raw(file)] },
          files: { [file]: text },
        };
  });

const patchJson6902: Feature | fc.Arbitrary<Feature> = fc
  .tuple(jsonPatch, kinds, names)
  .map(([written, kind, name]) => ({
    fields: {
      patchesJson6902: [
        { target: { version: raw('v1'), kind: raw(kind), name: raw(name) }, patch: block(print(written)) },
      ],
    },
  }));

const text = (key: string, ...tokens: readonly string[]): fc.Arbitrary<Feature> =>
  fc.constantFrom(...tokens).map((token) => ({ fields: { [key]: raw(token) } }));

const pairs = fc.dictionary(fc.constantFrom('app', 'team', 'tier'), words('core', '"5"', 'a_b'), {
  minKeys: 1,
  maxKeys: 2,
});
const flag = words('true', 'false');

const labels: fc.Arbitrary<Feature> = fc
  .record(
    {
      pairs,
      includeSelectors: flag,
      includeTemplates: flag,
      fields: fc.constant<RawTree>([{ path: raw('spec/labels'), kind: raw('Widget'), create: raw('true') }]),
    },
    { requiredKeys: ['pairs'] },
  )
  .map((entry) => ({ fields: { labels: [entry] } }));

const image: fc.Arbitrary<Feature> = fc
  .record(
    {
      name: words('nginx', 'ghcr.io/org/app', 'app', 'host:5000/app', 'patched'),
      newName: words('mirror/nginx', 'registry:5000/x'),
      newTag: words('"1.26"', 'v2'),
      digest: words('sha256:bbbb'),
    },
    { requiredKeys: ['name'] },
  )
  .map((entry) => ({ fields: { images: [entry] } }));

const replicas: fc.Arbitrary<Feature> = fc.tuple(names, fc.nat(9)).map(([name, count]) => ({
  needs: `Deployment ${name}`,
  fields: { replicas: [{ name: raw(name), count: raw(String(count)) }] },
}));

const generator: fc.Arbitrary<Feature> = fc
  .record(
    {
      kind: fc.constantFrom('configMapGenerator', 'secretGenerator'),
      name: names,
      namespace: namespaces,
      behavior: fc.constantFrom('create', 'merge', 'replace'),
      literals: fc.array(fc.constantFrom('a=1', 'b="two"', 'c=x=y', "d='q'"), { maxLength: 2 }),
      files: fc.array(fc.constantFrom('values.txt', 'key=values.txt', 'config.yaml'), { maxLength: 1 }),
      envs: fc.constant(['vars.env']),
      disableNameSuffixHash: fc.boolean(),
      labels: pairs,
      immutable: fc.boolean(),
    },
    { requiredKeys: ['kind', 'name', 'literals', 'files'] },
  )
  .map(
    ({
      kind,
      name,
      namespace,
      behavior,
      literals,
      files,
      envs,
      disableNameSuffixHash,
      labels: extra,
      immutable,
    }) => {
      const generatorOptions = {
        ...(disableNameSuffixHash === undefined
          ? {}
          : { disableNameSuffixHash: raw(String(disableNameSuffixHash)) }),
        ...(immutable === undefined ? {} : { immutable: raw(String(immutable)) }),
        ...(extra === undefined ? {} : { labels: extra }),
      };
      return {
        ...(behavior === 'merge' || behavior === 'replace'
          ? { needs: `${kind === 'secretGenerator' ? 'Secret' : 'ConfigMap'} ${name}` }
          : {}),
        fields: {
          [kind]: [
            {
              name: raw(name),
              ...(namespace === undefined ? {} : { namespace: raw(namespace) }),
              ...(behavior === undefined ? {} : { behavior: raw(behavior) }),
              literals: literals.map((each) => raw(JSON.stringify(each))),
              files: files.map(raw),
              ...(envs === undefined ? {} : { envs: envs.map(raw) }),
              ...(Object.keys(generatorOptions).length === 0 ? {} : { options: generatorOptions }),
            },
          ],
        },
        files: {
          'values.txt': 'one\ntwo: <three> & "four"\n',
          'config.yaml': 'a: ${WORD}\n',
          'vars.env': '# comment\nFOO=bar\n  BAZ=1 2\nEMPTY=\n',
        },
      };
    },
  );

const generatorOptions: fc.Arbitrary<Feature> = fc
  .record(
    { disableNameSuffixHash: flag, labels: pairs, annotations: pairs, immutable: flag },
    { requiredKeys: [] },
  )
  .map((entry) => ({ fields: { generatorOptions: entry } }));

const fieldPaths = fc.constantFrom(
  'metadata.name',
  'metadata.labels.app',
  'metadata.annotations.[example.com/role]',
  'spec.replicas',
  'spec.template.spec.containers.0.image',
  'spec.template.spec.containers.[name=main].image',
  'spec.template.spec.containers.*.name',
  'data.a',
  'spec.values.a',
  'data.config\\.yaml',
);

const replacement: fc.Arbitrary<Feature> = fc
  .tuple(
    kinds,
    names,
    fieldPaths,
    kinds,
    fieldPaths,
    fc.option(
      some({
        create: flag,
        delimiter: fc.constantFrom(':', '-', '.').map((each) => raw(`"${each}"`)),
        index: words('0', '1', '-1'),
      }),
      { nil: undefined },
    ),
  )
  .map(([kind, name, from, toKind, to, opts]) => ({
    needs: `${kind} ${name}`,
    fields: {
      replacements: [
        {
          source: { kind: raw(kind), name: raw(name), fieldPath: raw(`"${from.replaceAll('\\', '\\\\')}"`) },
          targets: [
            {
              select: { kind: raw(toKind) },
              fieldPaths: [raw(`"${to.replaceAll('\\', '\\\\')}"`)],
              ...(opts === undefined ? {} : { options: opts }),
            },
          ],
        },
      ],
    },
  }));

const configuration: fc.Arbitrary<Feature> = fc.constant({
  fields: { configurations: [raw('config.yml')] },
  files: {
    'config.yml': print({
      nameReference: [
        {
          kind: raw('ConfigMap'),
          version: raw('v1'),
          fieldSpecs: [{ path: raw('spec/valuesFrom/name'), kind: raw('HelmRelease') }],
        },
        { kind: raw('Widget'), fieldSpecs: [{ path: raw('spec/app'), kind: raw('Widget') }] },
      ],
      namePrefix: [{ path: raw('spec/a'), kind: raw('Widget') }],
      images: [{ path: raw('spec/values/app'), kind: raw('HelmRelease') }],
    }),
  },
});

const variable: fc.Arbitrary<Feature> = fc.tuple(kinds, names).map(([kind, name]) => ({
  needs: `${kind} ${name}`,
  fields: {
    vars: [
      {
        name: raw('NAME'),
        objref: { apiVersion: raw(versions[kind] ?? 'v1'), kind: raw(kind), name: raw(name) },
      },
    ],
  },
}));

/** Everything that kustomize does to objects. */
export const features: fc.Arbitrary<Feature> = fc.oneof(
  times(5, patch),
  legacyPatch,
  patchJson6902,
  times(2, text('namespace', 'one', 'two', 'three')),
  times(2, text('namePrefix', 'pre-', '"1"')),
  times(2, text('nameSuffix', '-post', '"2"')),
  times(2, labels),
  times(
    1,
    pairs.map((commonLabels) => ({ fields: { commonLabels } })),
  ),
  times(
    1,
    pairs.map((commonAnnotations) => ({ fields: { commonAnnotations } })),
  ),
  times(2, image),
  replicas,
  times(3, generator),
  generatorOptions,
  times(2, replacement),
  configuration,
  variable,
);

/** What a Flux Kustomization adds to a build. */
export const fluxFields: fc.Arbitrary<{ [key: string]: RawTree }> = some({
  targetNamespace: namespaces.map(raw),
  namePrefix: words('flux-'),
  nameSuffix: words('-flux'),
  patches: fc.array(
    fc.oneof(
      some({ patch: mergePatch.map((written) => block(print(written))), target }, 'patch'),
      fc.record({ patch: jsonPatch.map((written) => block(print(written))), target }),
    ),
    { maxLength: 2 },
  ),
  images: image.map(({ fields }) => fields.images as RawTree),
  commonMetadata: some({ labels: pairs, annotations: pairs }),
  postBuild: fc.oneof(
    times(
      4,
      fc.constantFrom('"5"', '"010"', '"1.10"').map((num) => variables(num, '"foo"', '"yes"', '"[a, b]"')),
    ),
    fc.constant(variables('"5"', '"a: b"', '"on"', '"{a: 1}"')),
    times(
      1,
      fc.constant({
        ...variables('"5"', '"x"', '"no"', '"- a"'),
        substituteStrategy: raw('Always'),
      }),
    ),
  ),
});

function variables(num: string, word: string, yes: string, list: string): { [key: string]: RawTree } {
  return {
    substitute: {
      NUM: raw(num),
      WORD: raw(word),
      EMPTY: raw('""'),
      YES: raw(yes),
      QUOTE: raw("'\"'"),
      LIST: raw(list),
    },
  };
}
