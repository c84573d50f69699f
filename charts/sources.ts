import type { Construct } from 'constructs';
import { HelmRepository } from '../imports/source.toolkit.fluxcd.io';
import { LayerChart } from './layer-chart';

/** A Helm repository that HelmReleases of the environment take charts from. */
export interface HelmSource {
  /** Name of the HelmRepository. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** `https://…` */
  readonly url: string;
}

/** The Helm repositories of an environment, in Flux's own namespace. */
export class SourcesChart extends LayerChart {
  constructor(scope: Construct, id = 'sources') {
    super(scope, id, { folder: 'flux', namespace: 'flux-system' });
  }

  /**
   * A Helm repository.
   *
   * @param name name of the HelmRepository object
   * @param url `https://…` of the repository
   * @returns the handle that HelmReleases take as their source
   */
  helmRepository(name: string, url: string): HelmSource {
    new HelmRepository(this, name, { metadata: { name }, spec: { url, interval: '1h' } });
    return { name, namespace: 'flux-system', url };
  }
}
