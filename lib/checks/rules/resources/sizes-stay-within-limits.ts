import { allObjects, type ObjectView, type Place } from '../../../platform';
import { nothing, type Problem, ruleOfEach } from '../../rule';

const mebibyte = 1024 * 1024;
/** What the keys and values of all annotations of an object may have together, in bytes. */
const annotationBytes = 256 * 1024;

export const sizesStayWithinLimits = ruleOfEach({
  each: allObjects,
  beside: nothing,
  id: 'XR-53',
  title: 'ConfigMaps and Secrets hold at most 1 MiB, annotations 256 KiB',
  severity: 'error',
  why: 'The API server refuses the object, and Flux applies nothing of its Kustomization.',
  fix: 'Divide it into several objects, or let the program read the content from a volume or an image.',
  example: `  apiVersion: v1
  kind: ConfigMap
  metadata: {name: dashboards, namespace: observability}
- data: {all.json: "more than 1 MiB of text"}
+ data: {one.json: "less than 1 MiB of text"}
`,
  *check(object) {
    yield* annotationProblems(object);
    const { group, kind } = object.subject;
    if (group !== '' || (kind !== 'ConfigMap' && kind !== 'Secret')) return;
    const parts = partsOf(object);
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    if (size <= mebibyte) return;
    const [largest] = parts.sort((a, b) => b.size - a.size);
    yield {
      message: `${object.title} holds ${kibibytes(size)} KiB, and the API server takes at most 1024 KiB.`,
      at: largest?.at,
    };
  },
});

function* annotationProblems({ subject, metadata: { annotations } }: ObjectView): Generator<Problem> {
  const size = annotations.entries.reduce((sum, [key, at]) => sum + bytes(key) + textBytes(at), 0);
  if (size <= annotationBytes) return;
  yield {
    message: `The annotations of ${subject.kind} ${subject.name} have ${kibibytes(size)} KiB, and the API server takes at most 256 KiB.`,
    at: annotations,
  };
}

/** Bytes of the content, as the API server counts them: values, those of `data` of a Secret decoded. */
function partsOf({ subject, place }: ObjectView): { at: Place; size: number }[] {
  return ['data', 'binaryData', 'stringData'].flatMap((section) => {
    const isEncoded = section === 'binaryData' || (section === 'data' && subject.kind === 'Secret');
    return place.at(section).entries.map(([, at]) => {
      const size = textBytes(at);
      return { at, size: isEncoded ? Math.floor((size * 3) / 4) : size };
    });
  });
}

function textBytes({ text }: Place): number {
  return text === undefined || text.startsWith('ENC[') ? 0 : bytes(text);
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

function kibibytes(size: number): number {
  return Math.ceil(size / 1024);
}
