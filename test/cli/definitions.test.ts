import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readDefinitions } from '../../cli/definitions';
import { judgeSources } from '../../lib/checks';

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: clusters.postgresql.cnpg.io}
spec:
  group: postgresql.cnpg.io
  scope: Namespaced
  names: {kind: Cluster, plural: clusters}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {instances: {type: integer}}}}}}
`;
const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: a, namespace: b}
spec: {instanes: 3}
`;

/** One file of a tar archive. */
function tarred(name: string, text: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(Buffer.byteLength(text).toString(8).padStart(11, '0'), 124);
  header.write('0', 156);
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
  body.write(text);
  return Buffer.concat([header, body]);
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'otelflux-definitions-'));
  mkdirSync(join(folder, 'crds'));
  writeFileSync(join(folder, 'crds', 'clusters.yaml'), definition);
  writeFileSync(join(folder, 'other.yaml'), cluster);
  const archive = Buffer.concat([
    tarred('README.md', 'no'),
    tarred('crds/clusters.yaml', definition),
    Buffer.alloc(1024),
  ]);
  writeFileSync(join(folder, 'crds.tar'), archive);
  writeFileSync(join(folder, 'crds.tar.gz'), gzipSync(archive));
  writeFileSync(join(folder, 'broken.tgz'), Buffer.from([0x1f, 0x8b, 1, 2, 3]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['crds', join('crds', 'clusters.yaml'), 'crds.tar', 'crds.tar.gz'])(
  'definitions of %s judge their kinds',
  (name) => {
    const definitions = readDefinitions([join(folder, name)]);
    const { findings, notJudged } = judgeSources([{ name: 'a.yaml', text: cluster }], { definitions });
    expect(findings.map(({ rule, path, fix }) => `${rule} ${path} ${fix}`)).toEqual([
      'KS-1 spec.instanes Write `instances`.',
    ]);
    expect(notJudged).toEqual([]);
  },
);

test.each([
  ['other.yaml', 'there is no CustomResourceDefinition in it'],
  ['missing.tgz', 'cannot be opened'],
  ['broken.tgz', 'is not an archive that can be unpacked'],
])('%s is refused in one line', (name, message) => {
  expect(() => readDefinitions([join(folder, name)])).toThrow(message);
});
