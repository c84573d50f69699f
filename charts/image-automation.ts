import type { Construct } from 'constructs';
import {
  ImagePolicy,
  ImageRepository,
  ImageUpdateAutomation,
  ImageUpdateAutomationSpecSourceRefKind,
  ImageUpdateAutomationSpecUpdateStrategy,
} from '../imports/image.toolkit.fluxcd.io';
import { GitRepository } from '../imports/source.toolkit.fluxcd.io';
import { Environment } from './environment';
import { parseImage } from './input';
import { LayerChart } from './layer-chart';
import { fluxFolder } from './layers';

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
  /** Images by service; tags that are no semantic version are never taken. */
  readonly images: { readonly [service: string]: string };
  /** Which versions are taken, a semantic version range; default `>=0.0.0`. */
  readonly range?: string;
}

/**
 * Flux's image automation for one environment. It works on images.yaml in this project's own repository, and a build
 * synthesises `dist/` anew, so that the automation and synth never write the same file.
 */
export class ImageAutomationChart extends LayerChart {
  constructor(scope: Construct, id: string, props: ImageAutomationProps) {
    super(scope, id, { layer: fluxFolder, namespace: Environment.of(scope).fluxNamespace });
    for (const [service, image] of Object.entries(props.images)) this.follow(service, image, props.range);
    this.writeBack(props);
  }

  private follow(service: string, image: string, range = '>=0.0.0'): void {
    const name = `${this.environment.name}-${service}`;
    new ImageRepository(this, `${service}-repository`, {
      metadata: { name },
      spec: { image: parseImage(image).repository, interval: '5m' },
    });
    new ImagePolicy(this, `${service}-policy`, {
      metadata: { name, labels: this.policyLabels },
      spec: { imageRepositoryRef: { name }, policy: { semver: { range } } },
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
