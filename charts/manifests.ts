import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { writeAs } from '../lib/delivery';
import { type Data, field, isMap, readYaml } from '../lib/documents';
import { checked } from './checked';
import { LayerChart, type LayerChartProps, layerShape } from './layer-chart';
import { flag, listOf, may, object, text } from './shape';

/** Objects that are written as YAML. */
export interface ManifestProps extends LayerChartProps {
  /** Files, and folders of which every `.yaml` and `.yml` file is taken; from the working directory. Default: none. */
  readonly files?: readonly string[];
  /** YAML itself, one or several documents. Default: none. */
  readonly text?: string;
  /**
   * Writes each file as it is, byte for byte, under its own name, with comments and in its own order; `namespace` then adds nothing.
   * Files that SOPS encrypted are always written so, since its signature survives nothing else. Default: false.
   */
  readonly verbatim?: boolean;
}

const shape = object<ManifestProps>({
  ...layerShape,
  files: may(listOf(text)),
  text: may(text),
  verbatim: may(flag),
});

/** Objects of YAML files as objects of the environment, checked like the rest. */
export class ManifestChart extends LayerChart {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ManifestProps,
  ) {
    checked(scope, id, props, shape);
    super(scope, id, props);
    for (const path of props.files ?? []) this.addPath(path);
    if (props.text !== undefined) this.addDocuments('text', this.read('text', props.text));
  }

  private addPath(path: string): void {
    const found = existsSync(path) ? statSync(path) : undefined;
    if (found === undefined) {
      this.report('files', `${path} does not exist`, 'write a path from the working directory');
    } else if (found.isDirectory()) {
      const names = readdirSync(path).filter((name) => /\.ya?ml$/.test(name));
      for (const name of names.sort()) this.addPath(join(path, name));
    } else if (found.isFile()) this.addFile(path);
    else this.report('files', `${path} is not a plain file`, 'write a file or a folder');
  }

  private addFile(path: string): void {
    const bytes = readFileSync(path);
    const text = bytes.toString('utf8');
    const documents = this.read(path, text);
    const isSigned = documents.some(isEncrypted);
    if (this.props.verbatim !== true && !isSigned) {
      this.addDocuments(path, documents);
      return;
    }
    if (!Buffer.from(text).equals(bytes)) {
      this.report(path, 'it is not UTF-8 and cannot be written as it is', 'save it as UTF-8');
      return;
    }
    if (isSigned) this.requireDecryption(path);
    this.requireNamespaces(path, documents);
    const file = { name: basename(path).replace(/\.yml$/, '.yaml'), text };
    for (const object of this.addDocuments(path, documents)) writeAs(object, file);
  }

  private read(name: string, text: string): Data[] {
    const { documents, problems } = readYaml(name, text);
    for (const { message, location } of problems) {
      const line = location.line === undefined ? '' : ` (line ${location.line})`;
      this.report(name, `${message}${line}`, 'mend the YAML');
    }
    return documents.map(({ data }) => data).filter((data) => data !== null);
  }

  private addDocuments(name: string, documents: readonly Data[]): ApiObject[] {
    return documents.flatMap((data) => {
      if (!isMap(data) || typeof data.apiVersion !== 'string' || typeof data.kind !== 'string') {
        this.report(name, 'a document has no apiVersion and kind', 'write Kubernetes objects only');
        return [];
      }
      if (name === 'text' && isEncrypted(data)) {
        this.report(
          name,
          'a document is encrypted by SOPS, and its signature is over a file',
          'give the file: files',
        );
        return [];
      }
      const { apiVersion, kind, ...rest } = data;
      return [new ApiObject(this, `object-${this.node.children.length}`, { apiVersion, kind, ...rest })];
    });
  }

  private requireDecryption(path: string): void {
    if (this.environment.layers[this.layer]?.decryption !== undefined) return;
    this.report(
      path,
      `it is encrypted by SOPS, and layer ${this.layer} has no decryption, without which Flux refuses it`,
      `add to the environment: layers: { '${this.layer}': { decryption: { provider: 'sops', secretRef: { name: 'sops-age' } } } }`,
    );
  }

  private requireNamespaces(path: string, documents: readonly Data[]): void {
    const { namespace } = this;
    if (namespace === undefined || documents.every((data) => hasNamespace(data))) return;
    this.report(
      path,
      `namespace ${namespace} cannot be added to a file that is written as it is`,
      `write metadata.namespace: ${namespace} into it, or leave out namespace here`,
    );
  }
}

function isEncrypted(data: Data): boolean {
  return isMap(field(data, 'sops'));
}

function hasNamespace(data: Data): boolean {
  return field(field(data, 'metadata'), 'namespace') !== undefined;
}
