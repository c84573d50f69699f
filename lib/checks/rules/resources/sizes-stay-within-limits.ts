import { at, type Data, entries } from '../../../documents';
import { type ObjectSubject, objectTitle } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

const mebibyte = 1024 * 1024;
/** What the keys and values of all annotations of an object may have together, in bytes. */
const annotationBytes = 256 * 1024;

export const sizesStayWithinLimits: ObjectRule = {
  id: 'XR-53',
  title: 'ConfigMaps and Secrets hold at most 1 MiB, annotations 256 KiB',
  severity: 'error',
  why: 'The API server refuses the object, and Flux applies nothing of its Kustomization.',
  fix: 'Divide it into several objects, or let the program read the content from a volume or an image.',
  appliesTo: 'object',
  example: `  apiVersion: v1
  kind: ConfigMap
  metadata: {name: dashboards, namespace: observability}
- data: {all.json: "more than 1 MiB of text"}
+ data: {one.json: "less than 1 MiB of text"}
`,
  *check(subject) {
    yield* judgeAnnotations(subject);
    if (subject.group !== '' || (subject.kind !== 'ConfigMap' && subject.kind !== 'Secret')) return;
    const size = contentSize(subject);
    if (size <= mebibyte) return;
    yield {
      message: `${objectTitle(subject)} holds ${kibibytes(size)} KiB, and the API server takes at most 1024 KiB.`,
      path: largest(subject),
    };
  },
};

function* judgeAnnotations({ object, kind, name }: ObjectSubject): Generator<Problem> {
  const path = ['metadata', 'annotations'];
  const annotations = entries(at(object, path));
  const size = annotations.reduce((sum, [key, value]) => sum + bytes(key) + textBytes(value), 0);
  if (size <= annotationBytes) return;
  yield {
    message: `The annotations of ${kind} ${name} have ${kibibytes(size)} KiB, and the API server takes at most 256 KiB.`,
    path,
  };
}

/** Bytes of the content, as the API server counts them: values, those of `data` of a Secret decoded. */
function contentSize(subject: ObjectSubject): number {
  return parts(subject).reduce((sum, { size }) => sum + size, 0);
}

function parts({ object, kind }: ObjectSubject) {
  return ['data', 'binaryData', 'stringData'].flatMap((section) => {
    const isEncoded = section === 'binaryData' || (section === 'data' && kind === 'Secret');
    return entries(object[section]).map(([key, value]) => {
      const size = textBytes(value);
      return { path: [section, key], size: isEncoded ? Math.floor((size * 3) / 4) : size };
    });
  });
}

function largest(subject: ObjectSubject): string[] {
  const [first] = parts(subject).sort((a, b) => b.size - a.size);
  return first?.path ?? [];
}

function textBytes(value: Data): number {
  return typeof value === 'string' && !value.startsWith('ENC[') ? bytes(value) : 0;
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

function kibibytes(size: number): number {
  return Math.ceil(size / 1024);
}
