import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { defaultRelease, type EngineManifest, manifestFile, moduleFile, packedFile } from './manifest';
import { builtFolder, cacheFolder, sourceFolder } from './places';

/** An engine that is at hand. */
export interface FoundEngine {
  readonly manifest: EngineManifest;
  /** Path of the module, whose content is the manifest's. */
  readonly module: string;
}

/** The npm package that carries the engine of a release. */
export function packageName(release: string): string {
  return `otelflux-collector-${release}`;
}

/** An engine that is there and cannot be used: its content is not what its manifest says. */
export class BrokenEngine extends Error {}

/**
 * Looks for the engine of a release: in the folder that `OTELFLUX_ENGINE` names, as an installed package, then among those that
 * `npm run engines` built from this checkout.
 *
 * @param release absent: the default one, or that of the folder which is named, whichever it is
 * @throws BrokenEngine where its content is not what its manifest says
 */
export function findEngine(release?: string): FoundEngine | undefined {
  const wanted = release ?? (named() !== '' ? undefined : defaultRelease);
  for (const folder of folders(release ?? defaultRelease)) {
    const file = join(folder, manifestFile);
    if (!existsSync(file)) continue;
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as EngineManifest;
    if (wanted !== undefined && manifest.release !== wanted) continue;
    const module = existsSync(join(folder, moduleFile))
      ? join(folder, moduleFile)
      : unpacked(folder, manifest);
    requireContent(module, manifest);
    return { manifest, module };
  }
  return undefined;
}

/** The folder that `OTELFLUX_ENGINE` names; empty where it names none. */
const named = (): string => process.env.OTELFLUX_ENGINE ?? '';

function folders(release: string): string[] {
  if (named() !== '') return [named()];
  const sources = sourceFolder();
  return [...packageFolders(release), ...(sources === undefined ? [] : [builtFolder(sources, release)])];
}

function packageFolders(release: string): string[] {
  try {
    return [
      dirname(require.resolve(`${packageName(release)}/package.json`, { paths: [process.cwd(), __dirname] })),
    ];
  } catch {
    return [];
  }
}

/** Packages carry the module compressed; it is unpacked once. */
function unpacked(folder: string, { sha256 }: EngineManifest): string {
  const target = join(cacheFolder(), 'engines', 'unpacked', sha256.slice(0, 16), moduleFile);
  if (!existsSync(target)) {
    const bytes = brotliDecompressSync(readFileSync(join(folder, packedFile)));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(`${target}.${process.pid}`, bytes);
    renameSync(`${target}.${process.pid}`, target);
  }
  return target;
}

/** Compares the module with its manifest at its first use; afterwards size and time tell whether it is the same file. */
function requireContent(module: string, { sha256 }: EngineManifest): void {
  const { size, mtimeMs } = statSync(module);
  const seen = createHash('sha256')
    .update(`${module}\0${size}\0${mtimeMs}\0${sha256}`)
    .digest('hex')
    .slice(0, 24);
  const mark = join(cacheFolder(), 'engines', 'checked', seen);
  if (existsSync(mark)) return;
  const actual = createHash('sha256').update(readFileSync(module)).digest('hex');
  if (actual !== sha256)
    throw new BrokenEngine(
      `${module} is not the engine that its manifest describes; build or install it again`,
    );
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, '');
}
