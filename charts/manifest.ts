import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/** A Kubernetes object as one writes it in YAML; `undefined` members are left out. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    /** Default: the chart's. */
    readonly namespace?: string;
    /** Texts, or values of cdk8s that become texts when the object is written. */
    readonly labels?: { readonly [name: string]: string };
    readonly annotations?: { readonly [name: string]: string };
  };
  /** `spec`, `data` and whatever else the kind has. */
  readonly [member: string]: unknown;
}

/** Adds an object to a chart. */
export function addManifest(scope: Construct, id: string, manifest: Manifest): ApiObject {
  const { metadata, ...rest } = manifest;
  return new ApiObject(scope, id, {
    ...rest,
    metadata: {
      name: metadata.name,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      ...(isEmpty(metadata.labels) ? {} : { labels: { ...metadata.labels } }),
      ...(isEmpty(metadata.annotations) ? {} : { annotations: { ...metadata.annotations } }),
    },
  });
}

function isEmpty(map: object | undefined): boolean {
  return map === undefined || Object.keys(map).length === 0;
}
