import {
  at,
  type Data,
  embeddedConfiguration,
  entries,
  field,
  isMap,
  type Node,
  type Path,
  readEmbedded,
  readYaml,
  type SourceLocation,
  type YamlDocument,
} from '../documents';
import {
  isConfiguration,
  isValues,
  mayBeConfiguration,
  mayBeValues,
  namesCollectorChart,
  type ObjectSubject,
  objectsOf,
  objectTitle,
  targetNamespaceOf,
} from '../platform';
import { Comments } from './comments';

/** A release of the collector's chart. */
export interface ReleaseToAdopt {
  /** Chart version as written; absent for a values file. */
  readonly chart?: string;
  readonly name: string;
  readonly namespace: string;
  readonly values: { readonly [key: string]: Data };
  /** Where the values stand in the document. */
  readonly path: Path;
  /** Position of a path of the values. */
  locate(path: Path): SourceLocation;
}

/** One collector configuration found in a text. */
export interface AdoptInput {
  /** `ConfigMap observability/collector`, or the file's name. */
  readonly title: string;
  /** The configuration as data; for a release the part of the values that holds it. */
  readonly config: { readonly [section: string]: Data };
  locate(path: Path): SourceLocation;
  readonly comments: Comments;
  /** Where the configuration stands in the document of the comments. */
  readonly prefix: Path;
  /** The node of the configuration, for what only its text shows. */
  node(): Node | undefined;
  position(offset: number): SourceLocation;
  readonly release?: ReleaseToAdopt;
  /** What of the object around the configuration the program does not hold. */
  readonly around: readonly Around[];
}

/** Something of the object around a configuration. */
export interface Around {
  readonly kind: 'lost' | 'changed';
  readonly message: string;
  readonly location: SourceLocation;
}

/** A text that cannot be adopted, with one line for each reason. */
export class NotAdoptable extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join('\n'));
  }
}

/**
 * Every collector configuration of a YAML text: bare, in a ConfigMap, in the values of a HelmRelease or of a values
 * file, in an OpenTelemetryCollector.
 *
 * @throws NotAdoptable where the text is no YAML, has a key twice, or holds no configuration
 */
export function readInputs(name: string, text: string): AdoptInput[] {
  const { documents, problems } = readYaml(name, text);
  if (problems.length > 0) {
    throw new NotAdoptable(problems.map(({ message, location }) => `${place(location, name)}: ${message}`));
  }
  const found = documents.flatMap((document) => inputsOf(name, document));
  if (found.length > 0) return found;
  throw new NotAdoptable([
    `${name}: holds no collector configuration: give a bare one, a ConfigMap, a HelmRelease or values of the chart, or an OpenTelemetryCollector`,
  ]);
}

function place({ file, line, column }: SourceLocation, name: string): string {
  return [file ?? name, line, column].filter((part) => part !== undefined).join(':');
}

function inputsOf(name: string, document: YamlDocument): AdoptInput[] {
  const context = {
    locate: (path: Path) => document.locate(path),
    locateText: (path: Path) => document.locateText(path),
  };
  const objects = objectsOf(document.data, name, context);
  if (objects.length > 0) return objects.flatMap((subject) => inputsOfObject(subject, document));
  const { data } = document;
  if (isConfiguration(data) || (mayBeConfiguration(data) && !isValues(data)))
    return [inPlace(name, document, [], true)];
  if (mayBeValues(data))
    return [releaseInput(name, document, { name: 'otel-collector', namespace: 'default' }, [])];
  return [];
}

function inputsOfObject(subject: ObjectSubject, document: YamlDocument): AdoptInput[] {
  const title = objectTitle(subject);
  switch (`${subject.group}/${subject.kind}`) {
    case '/ConfigMap':
      return entries(field(subject.object, 'data')).flatMap(([key, text]) =>
        embedded(title, subject, document, text, ['data', key]),
      );
    case 'opentelemetry.io/OpenTelemetryCollector': {
      const path = ['spec', 'config'];
      const config = at(subject.object, path);
      const found = isMap(config)
        ? [inPlace(title, document, path, false)]
        : embedded(title, subject, document, config ?? null, path);
      return found.map((input) => ({ ...input, around: aroundOperator(subject) }));
    }
    case 'helm.toolkit.fluxcd.io/HelmRelease':
      return namesCollectorChart(subject) ? [helmRelease(title, subject, document)] : [];
    default:
      return [];
  }
}

/** Fields of a HelmRelease that change what runs, and that CollectorChart does not have. */
const uncarried = [
  'chartRef',
  'valuesFrom',
  'postRenderers',
  'dependsOn',
  'kubeConfig',
  'storageNamespace',
  'serviceAccountName',
  'suspend',
];

function aroundRelease(subject: ObjectSubject): Around[] {
  const spec = field(subject.object, 'spec');
  const fields = uncarried.filter((key) => field(spec, key) !== undefined);
  const name = field(spec, 'releaseName');
  const lost = (key: string, message: string): Around => ({
    kind: 'lost',
    message: `spec.${key} ${message}`,
    location: subject.locate(['spec', key]),
  });
  return [
    ...fields.map((key) =>
      lost(key, 'is not carried: CollectorChart has no such field; add by hand what it did'),
    ),
    ...(name === undefined || name === subject.name
      ? []
      : [
          lost(
            'releaseName',
            `is not carried: CollectorChart names the release after the object, so that its Service changes its name`,
          ),
        ]),
  ];
}

/** What an OpenTelemetryCollector says beside its configuration is the business of whatever runs it. */
function aroundOperator(subject: ObjectSubject): Around[] {
  const others = entries(field(subject.object, 'spec'))
    .map(([key]) => key)
    .filter((key) => key !== 'config');
  if (others.length === 0) return [];
  const message = `the program is the configuration alone; ${others.map((key) => `spec.${key}`).join(', ')} belong to what runs it`;
  return [{ kind: 'changed', message, location: subject.locate(['spec']) }];
}

function helmRelease(title: string, subject: ObjectSubject, document: YamlDocument): AdoptInput {
  const version = at(subject.object, ['spec', 'chart', 'spec', 'version']);
  const about = {
    ...(version === undefined || version === null ? {} : { chart: String(version) }),
    name: subject.name,
    namespace: targetNamespaceOf(subject),
  };
  return { ...releaseInput(title, document, about, ['spec', 'values']), around: aroundRelease(subject) };
}

function releaseInput(
  title: string,
  document: YamlDocument,
  about: Omit<ReleaseToAdopt, 'values' | 'path' | 'locate'>,
  path: Path,
): AdoptInput {
  const written = at(document.data, path);
  const values = isMap(written) ? written : {};
  const alternate = field(values, 'alternateConfig');
  const part = isMap(alternate) && Object.keys(alternate).length > 0 ? 'alternateConfig' : 'config';
  const input = inPlace(title, document, [...path, part], false);
  const locate = (below: Path) => document.locate([...path, ...below]);
  return { ...input, release: { ...about, values, path, locate } };
}

/** A configuration that is a part of the document itself; a bare one is read as the collector reads it. */
function inPlace(title: string, document: YamlDocument, prefix: Path, bare: boolean): AdoptInput {
  const config = bare ? document.asCollector() : at(document.data, prefix);
  return {
    title,
    config: isMap(config) ? config : {},
    locate: (path) => document.locate([...prefix, ...path]),
    comments: new Comments(document.text),
    prefix,
    node: () => {
      const found = document.place(prefix);
      return found?.exact === true ? found.node : undefined;
    },
    position: (offset) => document.position(offset),
    around: [],
  };
}

function embedded(
  title: string,
  subject: ObjectSubject,
  outer: YamlDocument,
  text: Data,
  path: Path,
): AdoptInput[] {
  if (typeof text !== 'string') return [];
  const read = readEmbedded(text, subject, path);
  const document = read.documents[0];
  const isMeant = path.at(-1) === 'relay' || path[0] === 'spec' || isConfiguration(document?.data ?? null);
  if (!isMeant) return [];
  if (read.problems.length > 0) {
    throw new NotAdoptable(
      read.problems.map(({ message, location }) => `${place(location, title)}: ${message}`),
    );
  }
  if (document === undefined || !mayBeConfiguration(document.data)) return [];
  const { config, locate } = embeddedConfiguration(document, read.lines);
  const comments = new Comments(outer.text);
  comments.include(new Comments(text, 0, path));
  return [
    {
      title,
      config: isMap(config) ? config : {},
      locate,
      comments,
      prefix: path,
      node: () => document.root(),
      position: (offset) => read.lines(document.position(offset)),
      around: [],
    },
  ];
}
