import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';

/** A Kubernetes object as one writes it in YAML; `undefined` members, and empty labels and annotations, are left out. */
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
  return new ApiObject(scope, id, manifest);
}

/** Every object below a construct. */
export function objectsBelow({ node }: IConstruct): ApiObject[] {
  return node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child));
}
