import { type Command, Option } from 'commander';
import type { Renderer } from '../../lib/helm';
import { WrongUse } from '../ending';
import { isFolder } from './charts';
import { realHelm } from './renderer';

const ways = ['model', 'helm'] as const;

/** What flags say of who renders releases. */
export interface RenderOptions {
  readonly render: (typeof ways)[number];
  readonly charts?: string;
  readonly pull?: boolean;
}

/** Adds the flags to a verb. */
export function withRenderOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--render <way>',
        'who makes the objects of releases: the model, which knows the collector’s chart, or for all others the Helm of this machine (OTELFLUX_HELM, else helm)',
      )
        .choices(ways)
        .default('model'),
    )
    .option(
      '--charts <folder>',
      'where --render helm finds charts, beside what Helm has fetched before: folders and archives',
    )
    .option('--pull', 'let --render helm fetch charts that are not at hand');
}

/** The Helm of this machine, where it was asked for. */
export function rendererFor({ render, charts, pull }: RenderOptions): Renderer | undefined {
  if (charts !== undefined && !isFolder(charts))
    throw new WrongUse(`--charts ${charts}: there is no such folder`);
  if (render !== 'helm') return undefined;
  return realHelm({ ...(charts === undefined ? {} : { folder: charts }), pull: pull === true });
}
