import {
  at,
  type Data,
  embeddedConfiguration,
  entries,
  field,
  isMap,
  type Node,
  type Path,
  placeText,
  readEmbedded,
  readYaml,
  type SourceLocation,
  type TextProblem,
  type YamlDocument,
} from '../documents';
import {
  type AskedRelease,
  askedReleases,
  isConfiguration,
  isHelmfile,
  isTerraform,
  isValues,
  mayBeConfiguration,
  mayBeValues,
  type ObjectIndex,
  type ObjectSubject,
  objectIndex,
  objectsOf,
  objectTitle,
  releaseOfValuesFile,
  releasesOfHelmfile,
  releasesOfTerraform,
  type WrittenVersion,
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
  /** The chart's version, where it is written beside them. */
  readonly version?: WrittenVersion;
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
 * Every collector configuration of a text: bare, in a ConfigMap, in an OpenTelemetryCollector, and in the values of each release of the
 * collector's chart that it asks for: a HelmRelease, an Argo CD Application, a helmfile, a values file, Terraform.
 *
 * @param index the objects around it, among which a chartRef finds its source; default: those of the text
 * @throws NotAdoptable where the text is no YAML, has a key twice, or holds no configuration
 */
export function readInputs(
  name: string,
  text: string,
  index: ObjectIndex = indexOf([{ name, text }]),
): AdoptInput[] {
  const found = isTerraform(name)
    ? releasesOfTerraform(name, text).map((asked) => releaseInput(asked))
    : inputsOfYaml(name, text, index);
  if (found.length > 0) return found;
  throw new NotAdoptable([
    isTerraform(name)
      ? `${name}: holds no helm_release and no argocd_application of the chart opentelemetry-collector whose values stand in it`
      : `${name}: holds no collector configuration: give a bare one, a ConfigMap, a HelmRelease, an Application, a helmfile or values of the chart, or an OpenTelemetryCollector`,
  ]);
}

/** The objects of texts, for what refers from one to another. */
export function indexOf(sources: readonly { readonly name: string; readonly text?: string }[]): ObjectIndex {
  return objectIndex(
    sources.flatMap(({ name, text = '' }) =>
      isTerraform(name)
        ? []
        : readYaml(name, text).documents.flatMap((document) =>
            objectsOf(document.data, name, placesOf(document)),
          ),
    ),
  );
}

function placesOf(document: YamlDocument) {
  return {
    locate: (path: Path) => document.locate(path),
    locateText: (path: Path) => document.locateText(path),
  };
}

function inputsOfYaml(name: string, text: string, index: ObjectIndex): AdoptInput[] {
  const { documents, problems } = readYaml(name, text);
  if (problems.length > 0) {
    throw new NotAdoptable(faultsOf(problems, name));
  }
  return documents.flatMap((document) => inputsOf(name, document, index));
}

function faultsOf(problems: readonly TextProblem[], name: string): string[] {
  return problems.map(
    ({ message, location }) => `${placeText({ ...location, file: location.file ?? name })}: ${message}`,
  );
}

function inputsOf(name: string, document: YamlDocument, index: ObjectIndex): AdoptInput[] {
  const objects = objectsOf(document.data, name, placesOf(document));
  if (objects.length > 0) return objects.flatMap((subject) => inputsOfObject(subject, document, index));
  const { data } = document;
  if (isHelmfile(data)) return releasesOfHelmfile(name, document).map((asked) => releaseInput(asked));
  if (isConfiguration(data) || (mayBeConfiguration(data) && !isValues(data)))
    return [inPlace(name, document, [], true)];
  const values = mayBeValues(data) ? releaseOfValuesFile(name, document) : undefined;
  return values === undefined ? [] : [releaseInput(values, document)];
}

function inputsOfObject(subject: ObjectSubject, document: YamlDocument, index: ObjectIndex): AdoptInput[] {
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
    default:
      // What the values take from elsewhere is a note.
      return askedReleases(subject, index, () => undefined).map((asked) => ({
        ...releaseInput(asked, document),
        around: subject.kind === 'HelmRelease' ? aroundRelease(subject) : aroundApplication(subject),
      }));
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

/** What Argo CD does with an Application beside rendering its chart. */
function aroundApplication(subject: ObjectSubject): Around[] {
  const message =
    'the program makes a HelmRelease for Flux; project, destination.server, syncPolicy and further sources belong to Argo CD';
  return [{ kind: 'changed', message, location: subject.locate(['spec']) }];
}

/**
 * The configuration in the values of a release.
 *
 * @param document the one that the values are a part of, with its comments; absent where they stand in another text
 */
function releaseInput(asked: AskedRelease, document?: YamlDocument): AdoptInput {
  const { title, object, input, valuesPath: path, version } = asked;
  const written = at(object.object, path);
  const values = isMap(written) ? written : {};
  const alternate = field(values, 'alternateConfig');
  const part = isMap(alternate) && Object.keys(alternate).length > 0 ? 'alternateConfig' : 'config';
  const locate = (below: Path) => object.locate([...path, ...below]);
  const config = field(values, part);
  const isPart = document !== undefined && isMap(at(document.data, path));
  return {
    ...(isPart ? inPlace(title, document, [...path, part], false) : apart(title, [...path, part])),
    config: isMap(config) ? config : {},
    locate: (below) => locate([part, ...below]),
    release: {
      ...(input.chartVersion === '*' ? {} : { chart: input.chartVersion }),
      name: object.kind === 'HelmRelease' ? object.name : input.release,
      namespace: input.namespace,
      values,
      path,
      locate,
      ...(version === undefined ? {} : { version }),
    },
  };
}

/** A configuration that is no part of a document of YAML. */
function apart(title: string, prefix: Path): Omit<AdoptInput, 'config' | 'locate'> {
  return {
    title,
    comments: new Comments(''),
    prefix,
    node: () => undefined,
    position: () => ({}),
    around: [],
  };
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
    throw new NotAdoptable(faultsOf(read.problems, title));
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
