/** A trailing comment on the line of a value, such as the setter by which Flux's image automation finds an image. */
export interface Comment {
  /** Keys and list indices from the document's root; must lead to a value that is written on one line. */
  readonly path: readonly (string | number)[];
  /** Text after `# `, without line breaks: `{"$imagepolicy": "flux-system:develop-orders"}`. */
  readonly comment: string;
}

/** One Kubernetes object and the file that it becomes. */
export interface Document {
  /** Plain data with `apiVersion`, `kind` and `metadata.name`. Never changed. */
  readonly object: object;
  /** Default: none. */
  readonly comments?: readonly Comment[];
  /** Path of the cdk8s construct that made it, for messages. */
  readonly construct?: string;
  /**
   * File name inside the folder, ending in `.yaml`. Default: `<kind>.<name>.yaml` in lower case, with `-` for
   * characters that do not belong in a file name. Needed only where two objects of a folder would share that name.
   */
  readonly file?: string;
  /**
   * What is written instead of `object`, byte for byte: the text of the file that it was read from. Documents of one file
   * share text and `file`. Default: the object as YAML.
   */
  readonly verbatim?: string;
}

/** A folder of an environment. */
export interface Folder {
  /** Relative to the environment, with `/`: `observability`, `services/orders`; empty for the environment's own folder. */
  readonly path: string;
  readonly documents: readonly Document[];
  /**
   * `true`: a kustomization.yaml lists the documents. `{ resources }`: it lists them and these, for instance
   * sub-folders; `labels` and `annotations` are those of its own metadata, which no object gets. `false`: no kustomization.yaml, so Flux applies
   * nothing here unless another one lists it.
   */
  readonly kustomize:
    | boolean
    | {
        readonly resources: readonly string[];
        readonly labels?: { readonly [name: string]: string };
        readonly annotations?: { readonly [name: string]: string };
      };
}

/** A file for people, applied by nothing. */
export interface TextFile {
  /** Relative to the environment, with `/`: `review/otel-collector.effective.yaml`. */
  readonly path: string;
  /** Written as it is, in UTF-8. */
  readonly text: string;
}

/** What one cluster gets: becomes `<output>/<name>/`. */
export interface EnvironmentTree {
  readonly name: string;
  readonly folders: readonly Folder[];
  /** Default: none. */
  readonly files?: readonly TextFile[];
}

/** Everything that one synth writes. */
export interface Tree {
  readonly environments: readonly EnvironmentTree[];
}

/** A file of a rendered tree. */
export interface RenderedFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
}
