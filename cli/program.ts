import { Command, CommanderError } from 'commander';
import { terminalLine } from '../lib/documents';
import { ownManifest } from './manifest';
import { forgetSecrets, tell } from './output';

/** A verb: its file, which exports `<name>Command(): Command`, and what the overview says of it. */
interface Verb {
  readonly name: string;
  readonly description: string;
  /** A call of its own, which compilers and bundlers can follow. */
  readonly module: () => object;
  /** Left out of the overview: for those who work on the project itself. */
  readonly isHidden?: boolean;
}

/**
 * The verbs in the order of the overview. Each is loaded only when it is called, so that no verb waits for another's libraries.
 */
const verbs: readonly Verb[] = [
  { name: 'init', description: 'start a platform repository', module: () => require('./init') },
  {
    name: 'validate',
    description: 'judge manifests and collector configurations',
    module: () => require('./validate'),
  },
  {
    name: 'test',
    description: 'run pipelines on telemetry and compare what exporters get',
    module: () => require('./test'),
  },
  {
    name: 'effective',
    description: 'show the configuration that a collector will run',
    module: () => require('./effective'),
  },
  {
    name: 'diff',
    description: 'show what a change does to the collectors and objects',
    module: () => require('./diff'),
  },
  { name: 'graph', description: 'draw the pipelines of a collector', module: () => require('./graph') },
  { name: 'adopt', description: 'turn a manifest into typed objects', module: () => require('./adopt') },
  {
    name: 'chart',
    description: 'put the collector’s chart beside what is known of it',
    module: () => require('./chart'),
  },
  {
    name: 'catalog',
    description: 'look up components, their fields and releases',
    module: () => require('./catalog'),
  },
  {
    name: 'explain',
    description: 'tell what a field of a component means, or what a rule demands',
    module: () => require('./explain'),
  },
  {
    name: 'upgrade',
    description: 'write configurations anew for another release',
    module: () => require('./upgrade'),
  },
  {
    name: 'promote',
    description: 'take over images that stood in another environment',
    module: () => require('./promote'),
  },
  { name: 'publish', description: 'write the tree where Flux reads it', module: () => require('./publish') },
  {
    name: 'docs',
    description: 'write the catalog of rules',
    module: () => require('./docs'),
    isHidden: true,
  },
];

function load({ name, module }: Verb): Command {
  const factory: unknown = Reflect.get(module(), `${name}Command`);
  if (typeof factory !== 'function') throw new Error(`cli/${name} exports no ${name}Command`);
  return factory();
}

/** What was typed may hold anything; what is said of it is one line. */
const inOneLine = {
  outputError: (text: string, write: (line: string) => void) =>
    write(`${terminalLine(text.trim().replace(/\n(?=\(Did you mean)/, ' '))}\n`),
};

function program(called: string | undefined): Command {
  const root = new Command('otelflux')
    .description('The OpenTelemetry Collector, Jaeger and the services that send traces, for Flux.')
    .version(ownManifest().version)
    // A verb may have an option of the same name: `catalog --version 0.113.0`.
    .enablePositionalOptions()
    .configureOutput(inOneLine)
    .exitOverride();
  for (const verb of verbs) {
    const command = verb.name === called ? load(verb) : new Command(verb.name).description(verb.description);
    root.addCommand(command.configureOutput(inOneLine).exitOverride(), { hidden: verb.isHidden === true });
  }
  return root;
}

/** Whoever has it deleted under a shell stands in no folder, and relative paths lead nowhere. */
function hasFolder(): boolean {
  try {
    process.cwd();
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs the command line as its own process would: prints, and sets `process.exitCode`.
 * @param words what stands behind `otelflux`
 */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  forgetSecrets();
  if (words.includes('')) {
    tell('otelflux: an argument is empty, as of a variable that is not set; this folder is "."');
    process.exitCode = 2;
    return;
  }
  if (!hasFolder()) {
    tell('otelflux: the folder that this runs in is gone; go to another one');
    process.exitCode = 2;
    return;
  }
  const called = words.find((word) => !word.startsWith('-'));
  const name = called === 'help' ? words.at(-1) : called;
  try {
    await program(name).parseAsync(words, { from: 'user' });
  } catch (error) {
    process.exitCode = 2;
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else tell(terminalLine(`otelflux: ${error instanceof Error ? error.message : String(error)}`));
  }
}
