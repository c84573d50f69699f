import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { endedBy, reasonOf, WrongUse } from './ending';
import { type ExamplePlatform, exampleNamed, exampleNames, files } from './init/examples';
import { ownManifest, ownSource } from './manifest';
import { tell } from './output';

const template = join(__dirname, 'init', 'template');

/** Name of the file in the template that becomes `.gitignore`: npm leaves files of that name out of packages. */
const gitignore = 'gitignore';

const defaultExample = 'minimal';

/**
 * `otelflux init DIR`: a new platform repository that depends on otelflux.
 *
 * Exit status 0 when it was written; 2 when the folder holds something already or cannot be written, or when there is
 * no such example.
 */
export function initCommand(): Command {
  return new Command('init')
    .description('make a new platform repository: environments, tests and CI')
    .argument('<dir>', 'folder to make; must be empty or not exist')
    .option('--example <name>', `what it starts from: ${exampleNames().join(', ')}`, defaultExample)
    .option(
      '--package <spec>',
      'what package.json asks for as otelflux: file:… or git+…; default: where this one came from',
    )
    .action((dir: string, options: { readonly package?: string; readonly example: string }) => {
      const example = exampleNamed(options.example);
      const problem = typeof example === 'string' ? example : refusal(dir);
      if (problem !== undefined || typeof example === 'string') {
        process.exitCode = endedBy('init', new WrongUse(problem ?? ''));
        return;
      }
      const source = options.package ?? ownSource(dir);
      if (source === undefined) {
        tell(
          'where this otelflux came from is not known, and no registry has it: give --package, as file:../otelflux-0.1.0.tgz',
        );
        process.exitCode = 2;
        return;
      }
      try {
        write(dir, example, source);
      } catch (error) {
        leave(dir);
        process.exitCode = endedBy('init', new WrongUse(`${dir} cannot be written (${reasonOf(error)})`));
        return;
      }
      tell(`${dir}: written; next: cd ${dir} && npm install && npm run synth`);
    });
}

function refusal(dir: string): string | undefined {
  if (!existsSync(dir)) return undefined;
  try {
    const held = readdirSync(dir).filter((name) => name !== '.git');
    return held.length === 0 ? undefined : `${dir}: is not empty (${held[0]}); name a new folder`;
  } catch {
    return `${dir}: is not a folder; name a new one`;
  }
}

/** Takes away what was begun, so that the next run finds the folder as this one did. */
function leave(dir: string): void {
  if (!existsSync(dir)) return;
  const held = readdirSync(dir);
  for (const name of held) if (name !== '.git') rmSync(join(dir, name), { recursive: true, force: true });
  if (!held.includes('.git')) rmSync(dir, { recursive: true, force: true });
}

function write(dir: string, example: ExamplePlatform, packageSpec: string): void {
  mkdirSync(dir, { recursive: true });
  cpSync(template, dir, { recursive: true });
  renameSync(join(dir, gitignore), join(dir, '.gitignore'));
  for (const { path, text } of files(example)) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const readme = join(dir, 'README.md');
  const [environment = 'develop'] = example.environments;
  const filled = readFileSync(readme, 'utf8')
    .replaceAll('{{title}}', sentence(example.title))
    .replaceAll('{{environment}}', environment);
  writeFileSync(readme, filled);
  const manifest = platformManifest(basename(resolve(dir)), packageSpec);
  writeFileSync(join(dir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A package cannot depend on one of its own name. */
function packageName(folder: string): string {
  const name = folder.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  const own = ownManifest();
  const isTaken = [own.name, ...Object.keys(own.dependencies), ...Object.keys(own.devDependencies)].includes(
    name,
  );
  return isTaken ? `${name}-platform` : name;
}

/** Versions follow those that otelflux itself is tested with. */
function platformManifest(name: string, packageSpec: string): object {
  const own = ownManifest();
  const pick = (from: { readonly [name: string]: string }, ...names: readonly string[]) =>
    Object.fromEntries(names.map((picked) => [picked, from[picked]]));
  return {
    name: packageName(name),
    version: '0.1.0',
    private: true,
    type: 'commonjs',
    scripts: {
      synth: 'node node_modules/otelflux/package/run.js main.ts',
      otelflux: 'otelflux',
      validate: 'otelflux validate',
      test: 'tsc --noEmit && jest',
    },
    dependencies: { otelflux: packageSpec, ...pick(own.dependencies, 'cdk8s', 'constructs') },
    devDependencies: pick(
      own.devDependencies,
      '@swc/core',
      '@swc/jest',
      '@types/jest',
      '@types/node',
      'cdk8s-cli',
      'jest',
      'tsx',
      'typescript',
    ),
  };
}
