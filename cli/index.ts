#!/usr/bin/env node
import { Command, CommanderError } from 'commander';

/** A verb: what the overview says of it, and how its file is loaded when it is called. */
interface Verb {
  readonly name: string;
  readonly description: string;
  readonly load: () => Command;
}

/**
 * The verbs in the order of the overview. Each is loaded only when it is called, so that no verb waits for another's libraries.
 */
const verbs: readonly Verb[] = [
  {
    name: 'validate',
    description: 'judge manifests and collector configurations',
    load: () => (require('./validate') as typeof import('./validate')).validateCommand(),
  },
];

function program(called: string | undefined): Command {
  const { version } = require('../package.json') as { version: string };
  const root = new Command('otelflux')
    .description('The OpenTelemetry Collector, Jaeger and the services that send traces, for Flux.')
    .version(version)
    .exitOverride();
  for (const verb of verbs) {
    const command = verb.name === called ? verb.load() : new Command(verb.name).description(verb.description);
    root.addCommand(command.exitOverride());
  }
  return root;
}

async function main(): Promise<void> {
  const called = process.argv.slice(2).find((word) => !word.startsWith('-'));
  const name = called === 'help' ? process.argv.at(-1) : called;
  try {
    await program(name).parseAsync(process.argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`otelflux: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
