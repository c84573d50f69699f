import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Document, deliver, type EnvironmentTree } from '../../../../lib/delivery';
import { type PublishManyOptions, publishMany } from '../../../../lib/delivery/publish';
import { configMap } from '../sample';

/** Runs git as nobody's user, without the configuration of this machine. */
export function git(folder: string, ...args: readonly string[]): string {
  const done = spawnSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  });
  if (done.status !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr}`);
  return done.stdout.trimEnd();
}

/** What is published of one environment, and where. */
export type PublishOneOptions = Omit<PublishManyOptions, 'choice'> & { readonly environment?: string };

/** Publishes one environment: the named one, or the only one of the output. */
export function publish({ environment, ...options }: PublishOneOptions) {
  const choice = environment === undefined ? ({ only: true } as const) : { environments: [environment] };
  const { environments, refused: _, ...outcome } = publishMany({ ...options, choice });
  const [only] = environments;
  if (only === undefined) throw new Error('nothing was published');
  return { ...only, ...outcome };
}

/** Writes files below a folder, given by relative path. */
export function put(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/**
 * A repository without a commit. It has no hooks of git's template, which each copy of it would copy, and git never tidies
 * it up on the way.
 */
export function emptyRepository(folder: string, branch = 'main'): string {
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '-q', '-b', branch, '--template=');
  const config =
    '[user]\n\tname = Tester\n\temail = tester@example.com\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n';
  appendFileSync(join(folder, '.git', 'config'), config);
  return folder;
}

/** What `flux bootstrap` leaves: three files of its own below clusters/<cluster>/flux-system, no kustomization.yaml above. */
export function bootstrapCheckout(folder: string): string {
  emptyRepository(folder);
  put(folder, {
    'README.md': 'fleet\n',
    'clusters/develop/flux-system/gotk-components.yaml':
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: flux-system\n',
    'clusters/develop/flux-system/gotk-sync.yaml':
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: flux-system\n  namespace: flux-system\nspec:\n  interval: 10m0s\n  path: ./clusters/develop\n  prune: true\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n',
    'clusters/develop/flux-system/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - gotk-components.yaml\n  - gotk-sync.yaml\n',
  });
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'bootstrap');
  return folder;
}

/** A Flux Kustomization of a layer. */
export function layer(environment: string, name: string): Document {
  return {
    object: {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace: 'flux-system' },
      spec: {
        interval: '1h',
        path: `./dist/${environment}/${name}`,
        prune: true,
        sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      },
    },
    comments: [{ path: ['spec', 'interval'], comment: 'kept' }],
  };
}

/** An environment as it is synthesised, every object bearing a mark. */
export function platform(
  name: string,
  mark: string,
  services: readonly string[] = ['bank', 'user'],
  labels?: { readonly [name: string]: string },
): EnvironmentTree {
  return {
    name,
    folders: [
      {
        path: '',
        documents: [],
        kustomize: { resources: ['flux'], ...(labels === undefined ? {} : { labels }) },
      },
      { path: 'flux', documents: [layer(name, 'observability'), layer(name, 'services')], kustomize: true },
      {
        path: 'observability',
        documents: [configMap('collector', { mark }, 'observability')],
        kustomize: true,
      },
      {
        path: 'services',
        documents: [configMap('ingress', { mark }, name)],
        kustomize: { resources: services },
      },
      ...services.map((service) => ({
        path: `services/${service}`,
        documents: [configMap(service, { mark }, name)],
        kustomize: true,
      })),
    ],
    files: [{ path: 'review/collector.effective.yaml', text: `mark: ${mark}\n` }],
  };
}

/** Synthesises into a folder. */
export function synthesise(output: string, mark: string, services?: readonly string[]): void {
  deliver({ environments: [platform('develop', mark, services)] }, { output });
}

/** Clusters of a small fleet, and what they are chosen by. */
export const clusters: { readonly [name: string]: { readonly region: string; readonly wave: string } } = {
  'eu-1': { region: 'eu', wave: 'canary' },
  'eu-2': { region: 'eu', wave: 'all' },
  'us-1': { region: 'us', wave: 'all' },
};

/** Synthesises the small fleet into a folder, every object of a cluster bearing its mark, or the one that all have. */
export function synthesiseFleet(
  output: string,
  marks: string | { readonly [cluster: string]: string },
  services?: readonly string[],
): void {
  const environments = Object.entries(clusters).map(([name, labels]) =>
    platform(name, typeof marks === 'string' ? marks : (marks[name] ?? ''), services, {
      cluster: name,
      ...labels,
    }),
  );
  deliver({ environments }, { output });
}
