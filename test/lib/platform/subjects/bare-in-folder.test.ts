import { judgeSources } from '../../../../lib/checks';

const relay =
  'receivers: {otlp: {protocols: {grpc: {}}}}\nservice: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}\n';
const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: observability}\n';

/** Judges the files of a folder as `validate FOLDER` does. */
function judgeFolder(files: Readonly<Record<string, string>>) {
  const nameOf = (path: string) => `folder/${path}`;
  const sources = Object.entries(files).map(([path, text]) => ({ name: nameOf(path), text, base: 'folder' }));
  const repository = { base: 'folder', files: new Map(Object.entries(files)), nameOf };
  return judgeSources(sources, { repositories: [repository] }).findings.filter(
    ({ severity }) => severity === 'error',
  );
}

describe('a configuration that lies in a folder', () => {
  test('is judged, alone and beside manifests', () => {
    const folders: Record<string, string>[] = [
      { 'relay.yaml': relay },
      { 'relay.yaml': relay, 'namespace.yaml': namespace },
    ];
    for (const files of folders) {
      expect(judgeFolder(files)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ rule: 'ST-1', file: 'folder/relay.yaml', line: 1 }),
        ]),
      );
    }
  });
});
