/**
 * The engines of other releases before native collectors of the same releases: verdicts on faulty and random configurations, and the place
 * of one changed word. `OTELFLUX_RELEASES` names the releases, with blanks between.
 */
import { componentClasses } from '../../lib/collector/catalog';
import { type Data, isMap } from '../../lib/documents';
import { type Engine, openEngine } from '../../lib/engine';
import { builtCollector } from '../collector/native';
import {
  against,
  changed,
  changedWords,
  faulty,
  lists,
  randomGraphs,
  scrapeCases,
  together,
} from '../engine/verdicts';
import { notRun, report } from '../support/report';
import { layOutPod, podVariables } from '../validation/pod';
import { CollectorProgram, type ConfigurationCase } from '../validation/verdicts';
import { namedFor } from './names';

const runs = Number(process.env.OTELFLUX_GRAPHS ?? 300);

async function main(releases: readonly string[]): Promise<void> {
  layOutPod();
  for (const release of releases) {
    const engine = openEngine(release);
    const path = builtCollector(release);
    if (engine === undefined) report(notRun('engine', `release ${release}`, `no engine of it was built`));
    else if (path === undefined)
      report(notRun('engine', `release ${release}`, 'no collector of it was built'));
    else await compare(engine, new CollectorProgram(path, podVariables));
  }
}

async function compare(engine: Engine, program: CollectorProgram): Promise<void> {
  try {
    const linked = await program.components();
    const both = <T extends Pick<ConfigurationCase, 'config'>>(cases: readonly T[]) =>
      cases
        .map((each) => ({ ...each, config: namedFor(each.config as Data, engine.release) }))
        .filter(({ config }) =>
          typesIn(config).every(
            ([kind, type]) => engine.knows(`${kind}s`, type) && linked.has(`${kind} ${type}`),
          ),
        )
        .slice(0, runs);
    await faulty(engine, program);
    await against(engine, program, 'random graphs', both(randomGraphs(6 * runs)));
    await against(engine, program, 'scrape configurations', both(scrapeCases(runs)));
    await changed(engine, program, both(changedWords(2 * runs)));
    await together(engine, program, both(lists(Math.ceil(runs / 3))));
  } finally {
    program.close();
  }
}

/** Class and type of every component that is written. */
function typesIn(config: Data): [kind: string, type: string][] {
  return componentClasses.flatMap((kind) => {
    const section = isMap(config) ? config[`${kind}s`] : undefined;
    return isMap(section)
      ? Object.keys(section).map((id): [string, string] => [kind, id.split('/')[0] ?? ''])
      : [];
  });
}

void main((process.env.OTELFLUX_RELEASES ?? '').split(' ').filter((release) => release !== ''));
