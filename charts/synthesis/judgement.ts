import {
  type CheckOptions,
  type JudgedTree,
  judgeDocuments,
  type ModelDocument,
  type RecordedFacts,
  secretRules,
} from '../../lib/checks';
import {
  type EnvironmentTree,
  type Folder,
  fileName,
  kustomizationFile,
  kustomizationOf,
} from '../../lib/delivery';

/** What judges an environment beside the rules, and where it is kept what they said of single objects. */
export type Judging = Pick<CheckOptions, 'engine' | 'kept'>;

/** Puts the checks to an environment, as `otelflux validate` puts them to its tree; the collector itself too, where there is an engine. */
export function judge(
  environment: EnvironmentTree,
  facts: RecordedFacts,
  { engine, kept }: Judging = {},
): JudgedTree {
  const { tree, findings } = judgeDocuments(
    environment.folders.flatMap((folder) => modelDocuments(environment.name, folder)),
    facts,
    { ...(engine && { engine }), ...(kept && { kept }) },
  );
  // What is written here goes to Git with the next commit: there is still time.
  const told = findings.map((finding) =>
    secretRules.includes(finding.rule) ? { ...finding, severity: 'error' as const } : finding,
  );
  return { tree, findings: told };
}

/** The documents of a folder as the checks take them, its kustomization.yaml included. */
export function modelDocuments(environment: string, folder: Folder): ModelDocument[] {
  const fileOf = (name: string) => [environment, folder.path, name].filter((part) => part !== '').join('/');
  const kustomization = kustomizationOf(folder);
  const listed =
    kustomization === undefined
      ? []
      : [{ object: kustomization, folder: folder.path, file: fileOf(kustomizationFile) }];
  const documents = folder.documents.map((document) => ({
    object: document.object as ModelDocument['object'],
    folder: folder.path,
    file: fileOf(fileName(document)),
    ...(document.construct === undefined ? {} : { construct: document.construct }),
  }));
  return [...listed, ...documents];
}
