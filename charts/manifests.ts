import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { isMap, readYaml } from '../lib/documents';
import { LayerChart, type LayerChartProps } from './layer-chart';

/** Objects that are written as YAML. */
export interface ManifestProps extends LayerChartProps {
  /** Files, and folders of which every `.yaml` and `.yml` file is taken; from the working directory. Default: none. */
  readonly files?: readonly string[];
  /** YAML itself, one or several documents. Default: none. */
  readonly text?: string;
}

/** Objects of YAML files as objects of the environment, checked like the rest. Comments are not kept. */
export class ManifestChart extends LayerChart {
  constructor(scope: Construct, id: string, props: ManifestProps) {
    super(scope, id, props);
    for (const path of props.files ?? []) this.addPath(path);
    if (props.text !== undefined) this.addText('text', props.text);
  }

  private addPath(path: string): void {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) {
      this.report('files', `${path} does not exist`, 'write a path from the working directory');
    } else if (found.isDirectory()) {
      const names = readdirSync(path).filter((name) => /\.ya?ml$/.test(name));
      for (const name of names.sort()) this.addPath(join(path, name));
    } else this.addText(path, readFileSync(path, 'utf8'));
  }

  private addText(name: string, text: string): void {
    const { documents, problems } = readYaml(name, text);
    for (const { message, location } of problems) {
      this.report(
        name,
        `${message}${location.line === undefined ? '' : ` (line ${location.line})`}`,
        'mend the YAML',
      );
    }
    for (const { data } of documents) {
      if (data === null) continue;
      if (!isMap(data) || typeof data.apiVersion !== 'string' || typeof data.kind !== 'string') {
        this.report(name, 'a document has no apiVersion and kind', 'write Kubernetes objects only');
        continue;
      }
      if (data.sops !== undefined) {
        this.report(
          name,
          'a document is encrypted by SOPS, whose signature does not survive that keys are sorted',
          'leave it in a folder of its own that Flux applies, and name its Secret in external',
        );
        continue;
      }
      const { apiVersion, kind, ...rest } = data;
      new ApiObject(this, `object-${this.node.children.length}`, { apiVersion, kind, ...rest });
    }
  }
}
