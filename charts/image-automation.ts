import type { Construct } from 'constructs';
import {
  ImageRepository,
  ImageUpdateAutomation,
  ImageUpdateAutomationSpecSourceRefKind,
  ImageUpdateAutomationSpecUpdateStrategy,
} from '../imports/image.toolkit.fluxcd.io';
import { GitRepository } from '../imports/source.toolkit.fluxcd.io';
import { parseImage } from '../lib/documents';
import { checked } from './checked';
import { Environment } from './environment';
import { LayerChart } from './layer-chart';
import { fluxFolder } from './layers';
import { addManifest } from './manifest';
import { mapOf, may, must, object, text } from './shape';
import { type TagPolicy, tagPolicy } from './tag-policy';
import { textMap } from './workload/shapes';

/** How Flux keeps environments/images.yaml up to date. */
export interface ImageAutomationProps {
  /** Repository that holds this project, not the one that Flux applies: `https://…` or `ssh://…`. */
  readonly repository: string;
  /** Branch that is read and written; a build there synthesises anew. */
  readonly branch: string;
  /** Secret in flux-system with the right to push. */
  readonly secret: string;
  /** Folder of images.yaml in that repository; default `./environments`. */
  readonly path?: string;
  /** Who commits. */
  readonly author: { readonly name: string; readonly email: string };
  /** Images by service. */
  readonly images: { readonly [service: string]: string };
  /** Which tags are taken; default the highest version that is no prerelease, `{ semver: '>=0.0.0' }`. */
  readonly policy?: TagPolicy;
  /** The same for single services. Default: none. */
  readonly policies?: { readonly [service: string]: TagPolicy };
}

const shape = object<ImageAutomationProps>({
  repository: must(text),
  branch: must(text),
  secret: must(text),
  path: may(text),
  author: must(object<ImageAutomationProps['author']>({ name: must(text), email: must(text) })),
  images: must(textMap),
  policy: may(tagPolicy),
  policies: may(mapOf(tagPolicy)),
});

/**
 * Flux's image automation for one environment. It works on images.yaml in this project's own repository, and a build
 * synthesises `dist/` anew, so that the automation and synth never write the same file.
 */
export class ImageAutomationChart extends LayerChart {
  constructor(scope: Construct, id: string, props: ImageAutomationProps) {
    checked(scope, id, props, shape);
    super(scope, id, { layer: fluxFolder, namespace: Environment.of(scope).fluxNamespace });
    const { policy = { semver: '>=0.0.0' }, policies = {} } = props;
    for (const [service, image] of Object.entries(props.images)) {
      this.follow(service, image, policies[service] ?? policy);
    }
    this.writeBack(props);
  }

  private follow(service: string, image: string, policy: TagPolicy): void {
    const name = `${this.environment.name}-${service}`;
    new ImageRepository(this, `${service}-repository`, {
      metadata: { name },
      spec: { image: parseImage(image).repository, interval: '5m' },
    });
    addManifest(this, `${service}-policy`, {
      apiVersion: 'image.toolkit.fluxcd.io/v1',
      kind: 'ImagePolicy',
      metadata: { name, labels: this.policyLabels },
      spec: { imageRepositoryRef: { name }, ...policySpec(policy) },
    });
  }

  private writeBack(props: ImageAutomationProps): void {
    const name = `${this.environment.name}-images`;
    new GitRepository(this, 'repository', {
      metadata: { name },
      spec: {
        url: props.repository,
        interval: '5m',
        ref: { branch: props.branch },
        secretRef: { name: props.secret },
      },
    });
    new ImageUpdateAutomation(this, 'automation', {
      metadata: { name },
      spec: {
        interval: '5m',
        sourceRef: { kind: ImageUpdateAutomationSpecSourceRefKind.GIT_REPOSITORY, name },
        git: {
          checkout: { ref: { branch: props.branch } },
          commit: {
            author: { name: props.author.name, email: props.author.email },
            messageTemplate: `Update images of ${this.environment.name}\n\n{{ range .Changed.Changes }}{{ .OldValue }} -> {{ .NewValue }}\n{{ end }}`,
          },
          push: { branch: props.branch },
        },
        policySelector: { matchLabels: this.policyLabels },
        update: {
          path: props.path ?? './environments',
          strategy: ImageUpdateAutomationSpecUpdateStrategy.SETTERS,
        },
      },
    });
  }

  /** Several automations may work on one repository; each takes the policies of its own environment. */
  private get policyLabels(): { [name: string]: string } {
    return { 'otelflux.dev/environment': this.environment.name };
  }
}

function policySpec(policy: TagPolicy): object {
  if ('semver' in policy) return { policy: { semver: { range: policy.semver } } };
  const { pattern, extract, order = 'numerical' } = policy;
  return { filterTags: { pattern, extract }, policy: { [order]: { order: 'asc' } } };
}
