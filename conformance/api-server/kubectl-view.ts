import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../support/kubernetes-client';
import { appliedFolders, type ObjectInFile, readObjects, titleOf } from '../support/objects';
import { findProgram } from '../support/programs';
import { type Disagreement, notRun, type Outcome } from '../support/report';

const what = 'kustomize build of applied folders';

/** Builds every folder that has a kustomization.yaml by `kubectl kustomize`, and compares what it lists with what lies there. */
export async function kustomizeFolders(
  environment: string,
  root: string,
  documents: readonly ObjectInFile[],
): Promise<Outcome> {
  const kubectl = findProgram('kubectl');
  if (kubectl === undefined) return notRun('kubectl', what, 'no kubectl could be had');
  const disagreements: Disagreement[] = [];
  const folders = appliedFolders(root);
  const built = new Set<string>();
  for (const folder of folders) {
    const name = `${environment}/${relative(root, folder) || '.'}`;
    const { status, stdout, stderr } = spawnSync(kubectl, ['kustomize', folder], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    if (status !== 0) {
      disagreements.push({ name, detail: stderr });
      continue;
    }
    const objects = parseAllDocuments(stdout).map((document) => document.toJS() as KubernetesObject);
    for (const object of objects) built.add(titleOf(object));
    const here = readObjects(folder).filter(({ file }) => !file.includes('/'));
    const missing = here.filter(({ object }) => !objects.some((each) => titleOf(each) === titleOf(object)));
    if (missing.length > 0) {
      disagreements.push({
        name,
        detail: `lies there and is not built: ${missing.map(({ file }) => join(file)).join(', ')}`,
      });
    }
  }
  const lost = documents.filter(({ object }) => !built.has(titleOf(object)));
  if (lost.length > 0) {
    disagreements.push({
      name: environment,
      detail: `built by no folder: ${lost.map(({ file }) => file).join(', ')}`,
    });
  }
  return {
    engine: 'kubectl',
    version: versionOf(kubectl),
    what,
    cases: folders.length + 1,
    disagreements,
  };
}

function versionOf(kubectl: string): string {
  const { stdout } = spawnSync(kubectl, ['version', '--client', '--output=json'], { encoding: 'utf8' });
  const version = JSON.parse(stdout) as { clientVersion: { gitVersion: string }; kustomizeVersion: string };
  return `${version.clientVersion.gitVersion.slice(1)} (kustomize ${version.kustomizeVersion.slice(1)})`;
}
