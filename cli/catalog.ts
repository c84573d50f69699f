import { Command } from 'commander';
import { catalogVersions, componentClasses, distributionName, distributions } from '../lib/collector/catalog';
import { compareReleases, jsonText, terminalText } from '../lib/documents';
import { componentJson, detailText, fieldsJson, listText } from './catalog/render';
import { answer, type CatalogQuestion, classNamed, type Selection } from './catalog/select';
import { endedBy, WrongUse } from './ending';
import { emitOwn } from './output';

interface Options {
  readonly class?: string;
  readonly signal?: string;
  readonly distribution?: string;
  readonly version: string;
  readonly json?: boolean;
}

const signals = ['traces', 'metrics', 'logs', 'profiles'];

/**
 * `otelflux catalog`: the components of the collector. Exit status 0, 1 where no component fits, 2 for wrong use.
 */
export function catalogCommand(): Command {
  return new Command('catalog')
    .description('Look up the components of the collector; with a type, its fields and defaults.')
    .argument('[type]', 'canonical type or any earlier name: otlp_http, otlphttp')
    .option('--class <class>', componentClasses.join(', '))
    .option('--signal <signal>', signals.join(', '))
    .option('--distribution <name>', distributions.join(', '))
    .option(
      '--version <release>',
      `collector release; the catalog knows ${catalogVersions.oldest} to ${catalogVersions.newest}`,
      catalogVersions.newest,
    )
    .option('--json', 'print JSON')
    .action((type: string | undefined, options: Options) => {
      try {
        const question = questionOf(type, options);
        const given = answer(question);
        emitOwn(options.json ? answerJson(given, question) : peopleText(given, question));
        process.stderr.write(terminalText(complaint(given, question)));
        process.exitCode = given.found.length > 0 ? 0 : 1;
      } catch (error) {
        process.exitCode = endedBy('catalog', error);
      }
    });
}

function questionOf(type: string | undefined, options: Options): CatalogQuestion {
  const kind = options.class === undefined ? undefined : classNamed(options.class);
  if (options.class !== undefined && kind === undefined) {
    throw new WrongUse(`there is no class ${options.class}; there are ${componentClasses.join(', ')}`);
  }
  if (options.signal !== undefined && !signals.includes(options.signal)) {
    throw new WrongUse(`there is no signal ${options.signal}; there are ${signals.join(', ')}`);
  }
  if (options.distribution !== undefined && distributionName(options.distribution) === undefined) {
    throw new WrongUse(
      `the catalog knows no distribution ${options.distribution}; it knows ${distributions.join(', ')}`,
    );
  }
  if (Number.isNaN(compareReleases(options.version, catalogVersions.newest))) {
    throw new WrongUse(
      `${options.version} is not a collector release; write it as ${catalogVersions.newest}`,
    );
  }
  // An instance name is no part of the type.
  const bare = type?.split('/')[0];
  if (bare === '') throw new WrongUse(`${type} is not the name of a component; write one as otlp_http`);
  return {
    classes: kind === undefined ? componentClasses : [kind],
    ...(bare === undefined ? {} : { type: bare }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.distribution === undefined ? {} : { distribution: options.distribution }),
    version: options.version.replace(/^v/, ''),
  };
}

function answerJson(given: Selection, question: CatalogQuestion): string {
  const components = given.found.map((found) =>
    question.type === undefined
      ? componentJson(found)
      : { ...componentJson(found), configuration: fieldsJson(found) },
  );
  const nearest = given.found.length > 0 || question.type === undefined ? {} : { nearest: given.nearest };
  return `${jsonText({ version: question.version, components, ...nearest })}\n`;
}

function peopleText(given: Selection, question: CatalogQuestion): string {
  if (given.found.length === 0) return '';
  return question.type === undefined ? listText(given.found) : given.found.map(detailText).join('\n');
}

function complaint(given: Selection, question: CatalogQuestion): string {
  const lines = given.reasons.map((reason) => `catalog: ${reason}`);
  if (given.nearest.length > 0) lines.push(`nearest: ${given.nearest.join(', ')}`);
  if (given.found.length === 0 && lines.length === 0) lines.push('catalog: no component fits');
  if (compareReleases(question.version, catalogVersions.newest) > 0) {
    lines.push(
      `catalog: ${question.version} is newer than the catalog, which ends with ${catalogVersions.newest}`,
    );
  }
  if (given.found.length > 0 && question.type === undefined) {
    lines.push(`${given.found.length} components in release ${question.version}`);
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
