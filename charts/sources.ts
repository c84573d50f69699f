import type { Construct } from 'constructs';
import type {
  GitRepositorySpec,
  HelmRepositorySpec,
  OciRepositorySpec,
} from '../imports/source.toolkit.fluxcd.io';
import { Environment } from './environment';
import { someOf } from './kubernetes-shape';
import { LayerChart } from './layer-chart';
import { fluxFolder } from './layers';
import { addManifest } from './manifest';
import type { Plain } from './plain';
import { may, must, object, oneOf, text } from './shape';

/** A Flux source that HelmReleases take charts from. */
export interface HelmSource {
  /** Default `HelmRepository`. */
  readonly kind?: 'HelmRepository' | 'GitRepository' | 'Bucket' | 'OCIRepository';
  /** Name of the source object. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Where it takes charts from. */
  readonly url: string;
  /** Version of the one chart that an OCIRepository holds, where it names one. */
  readonly version?: string;
}

/** The shape of a source's handle. */
export const sourceShape = object<HelmSource>({
  kind: may(oneOf('HelmRepository', 'GitRepository', 'Bucket', 'OCIRepository')),
  name: must(text),
  namespace: must(text),
  url: must(text),
  version: may(text),
});

/** What a bucket is told, as Flux's Bucket (source.toolkit.fluxcd.io/v1). */
export interface BucketSpec {
  readonly bucketName: string;
  /** Host of the object store, `s3.example.com`. */
  readonly endpoint: string;
  /** Default `generic`. */
  readonly provider?: 'generic' | 'aws' | 'gcp' | 'azure';
  readonly region?: string;
  readonly prefix?: string;
  readonly insecure?: boolean;
  readonly secretRef?: { readonly name: string };
  readonly ignore?: string;
  /** Default `1h`. */
  readonly interval?: string;
}

type Options<Spec> = Partial<Plain<Omit<Spec, 'url'>>>;

/** The sources of an environment that charts are taken from. */
export class SourcesChart extends LayerChart {
  private readonly inNamespace: string;

  /** @param props `namespace`: of the sources; default: that of the environment's Flux objects */
  constructor(scope: Construct, id = 'sources', props: { readonly namespace?: string } = {}) {
    const namespace = props.namespace ?? Environment.of(scope).fluxNamespace;
    super(scope, id, { layer: fluxFolder, namespace });
    this.inNamespace = namespace;
  }

  /**
   * A Helm repository.
   *
   * @param name name of the HelmRepository object
   * @param url `https://…` of the repository, or `oci://…` of a registry
   * @param options further fields of its spec: `secretRef`, `provider`, …; default: interval `1h`
   * @returns the handle that HelmReleases take as their source
   */
  helmRepository(name: string, url: string, options: Options<HelmRepositorySpec> = {}): HelmSource {
    const type = url.startsWith('oci://') ? { type: 'oci' } : {};
    return this.add('HelmRepository', name, url, { url, interval: '1h', ...type, ...options });
  }

  /**
   * One chart of a registry.
   *
   * @param name name of the OCIRepository object
   * @param url `oci://registry/path/chart`
   * @param options `ref` with the `tag`, which is the chart's version, `secretRef`, `provider`, …; default: interval `1h`
   * @returns the handle that HelmReleases take as their source; they refer to it by `chartRef`
   */
  ociRepository(name: string, url: string, options: Options<OciRepositorySpec>): HelmSource {
    if (!url.startsWith('oci://')) {
      this.report(name, `${url} is not the address of a registry`, 'start it with oci://');
    }
    const layerSelector = {
      mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
      operation: 'copy',
    };
    const version = options.ref?.tag;
    const handle = this.add('OCIRepository', name, url, { url, interval: '1h', layerSelector, ...options });
    return version === undefined ? handle : { ...handle, version };
  }

  /**
   * A Git repository that holds charts; a release names the chart by its folder, `./charts/mine`.
   *
   * @param name name of the GitRepository object
   * @param url `https://…` or `ssh://…`
   * @param options `ref` with branch, tag or commit, `secretRef`, …; default: interval `1h`
   */
  gitRepository(name: string, url: string, options: Options<GitRepositorySpec> = {}): HelmSource {
    return this.add('GitRepository', name, url, { url, interval: '1h', ...options });
  }

  /**
   * A bucket that holds charts.
   *
   * @param name name of the Bucket object
   * @param spec where it is
   */
  bucket(name: string, spec: BucketSpec): HelmSource {
    return this.add('Bucket', name, `https://${spec.endpoint}/${spec.bucketName}`, {
      interval: '1h',
      ...spec,
    });
  }

  private add(kind: NonNullable<HelmSource['kind']>, name: string, url: string, spec: object): HelmSource {
    for (const fault of someOf('source.toolkit.fluxcd.io/v1', kind, 'spec')(spec, name)) {
      this.report(fault.field, fault.message, fault.fix);
    }
    addManifest(this, `${kind}-${name}`, {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind,
      metadata: { name },
      spec,
    });
    return { kind, name, namespace: this.inNamespace, url };
  }
}
