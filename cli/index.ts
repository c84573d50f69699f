#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { ownManifest } from './manifest';
import { surviveReaders, tell } from './output';

/** A verb: its file, which exports `<name>Command(): Command`, and what the overview says of it. */
interface Verb {
  readonly name: string;
  readonly description: string;
  /** Left out of the overview: for those who work on the project itself. */
  readonly isHidden?: boolean;
}

/**
 * The verbs in the order of the overview. Each is loaded only when it is called, so that no verb waits for another's libraries.
 */
const verbs: readonly Verb[] = [
  { name: 'init', description: 'start a platform repository' },
  { name: 'validate', description: 'judge manifests and collector configurations' },
  { name: 'test', description: 'run pipelines on telemetry and compare what exporters get' },
  { name: 'effective', description: 'show the configuration that a collector will run' },
  { name: 'diff', description: 'show what a change does to the collectors and objects' },
  { name: 'graph', description: 'draw the pipelines of a collector' },
  { name: 'adopt', description: 'turn a manifest into typed objects' },
  { name: 'chart', description: 'put the collector’s chart beside what is known of it' },
  { name: 'catalog', description: 'look up components, their fields and releases' },
  { name: 'publish', description: 'write the tree where Flux reads it' },
  { name: 'docs', description: 'write the catalogue of rules', isHidden: true },
].filter(({ name }) => existsSync(join(__dirname, `${name}${extname(__filename)}`)));

function load({ name }: Verb): Command {
  const file = require(`./${name}`) as { readonly [factory: string]: () => Command };
  const factory = file[`${name}Command`];
  if (factory === undefined) throw new Error(`cli/${name} exports no ${name}Command`);
  return factory();
}

function program(called: string | undefined): Command {
  const root = new Command('otelflux')
    .description('The OpenTelemetry Collector, Jaeger and the services that send traces, for Flux.')
    .version(ownManifest().version)
    // A verb may have an option of the same name: `catalog --version 0.113.0`.
    .enablePositionalOptions()
    .exitOverride();
  for (const verb of verbs) {
    const command = verb.name === called ? load(verb) : new Command(verb.name).description(verb.description);
    root.addCommand(command.exitOverride(), { hidden: verb.isHidden === true });
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

surviveReaders();
main().catch((error: unknown) => {
  tell(`otelflux: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
});
