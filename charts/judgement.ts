import { checkDocuments, type EnvironmentFacts, type Finding, type ModelDocument } from '../lib/checks';
import { type EnvironmentTree, type Folder, kustomizationOf } from '../lib/delivery';

/** Puts the checks to an environment, as `otelflux validate` puts them to its tree. */
export function judge(tree: EnvironmentTree, facts: EnvironmentFacts): readonly Finding[] {
  return checkDocuments(tree.folders.flatMap(modelDocuments), facts);
}

function modelDocuments(folder: Folder): ModelDocument[] {
  const kustomization = kustomizationOf(folder);
  const listed = kustomization === undefined ? [] : [{ object: kustomization, folder: folder.path }];
  const documents = folder.documents.map(({ object, construct }) => ({
    object: object as ModelDocument['object'],
    folder: folder.path,
    ...(construct === undefined ? {} : { construct }),
  }));
  return [...listed, ...documents];
}
