/**
 * `npm run engines:pack -- FOLDER [RELEASE]`: packs the built engine as an npm package of its own into a folder, and prints the tarball's path.
 * The package holds the module, its manifest, and the licences and notices of what is linked; nothing in it runs when it is installed.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { ownManifest } from '../../cli/manifest';
import {
  builtFolder,
  type EngineManifest,
  manifestFile,
  moduleFile,
  packageName,
  packedFile,
} from '../../lib/engine';
import { licencesFile } from './licences';

const root = join(__dirname, '..', '..');

/** Beyond this the fifth level's last per cent costs ten times the time. */
const quality = 5;

function main(destination: string, wanted?: string): void {
  const built = builtFolder(join(root, 'engine'), wanted);
  const manifest = JSON.parse(readFileSync(join(built, manifestFile), 'utf8')) as EngineManifest;
  const work = mkdtempSync(join(tmpdir(), 'otelflux-engine-'));
  try {
    for (const file of [manifestFile, licencesFile]) cpSync(join(built, file), join(work, file));
    cpSync(join(root, 'LICENSE'), join(work, 'LICENSE'));
    writeFileSync(join(work, packedFile), compressed(readFileSync(join(built, moduleFile))));
    writeFileSync(join(work, 'package.json'), `${JSON.stringify(packageJson(manifest.release), null, 2)}\n`);
    writeFileSync(join(work, 'README.md'), readme(manifest));
    mkdirSync(destination, { recursive: true });
    const name = execFileSync('npm', ['pack', '--silent', '--pack-destination', destination], {
      cwd: work,
      encoding: 'utf8',
    });
    process.stdout.write(`${join(destination, name.trim())}\n`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function compressed(bytes: Buffer): Buffer {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  return brotliCompressSync(bytes, {
    params: {
      [BROTLI_PARAM_QUALITY]: quality,
      [BROTLI_PARAM_LGWIN]: 24,
      [BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

function packageJson(release: string): object {
  return {
    name: packageName(release),
    version: ownManifest().version,
    description: `The OpenTelemetry Collector ${release} as a judge of configurations, for otelflux`,
    license: `SEE LICENSE IN ${licencesFile}`,
    files: [manifestFile, packedFile, licencesFile],
  };
}

function readme({ release, go, sha256, components }: EngineManifest): string {
  const types = Object.entries(components).map(([section, names]) => `- ${section}: ${names.join(', ')}`);
  return `# ${packageName(release)}

Components of the OpenTelemetry Collector ${release}, compiled to WebAssembly by ${go}. \`otelflux validate\` and
\`otelflux test\` use it where it is installed beside otelflux; it opens no file and no connection.

SHA-256 of the module: \`${sha256}\`

${types.join('\n')}

The modules that are linked, with their licences and notices: ${licencesFile}.
`;
}

main(resolve(process.argv[2] ?? '.'), process.argv[3]);
