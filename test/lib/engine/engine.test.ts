import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { BrokenEngine, EngineFailure, openEngine } from '../../../lib/engine';
import { askModule } from '../../../lib/engine/process';
import { answering, broken, endless } from './module';

const scratch = mkdtempSync(join(tmpdir(), 'otelflux-engine-'));
const environment = { ...process.env };
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
beforeEach(() => {
  process.env.OTELFLUX_CACHE = mkdtempSync(join(scratch, 'cache-'));
});
afterEach(() => {
  process.env = { ...environment };
});

const verdict = {
  faults: [{ stage: 'build', message: 'unsupported action', path: ['processors', 'attributes'] }],
  strange: [],
};
const answer = JSON.stringify({ release: '0.158.0', judge: [verdict] });

/** Lays an engine out in a folder, as a build or a package does. */
function layOut(module: Buffer, { packed = false, sha256 = digest(module) } = {}): string {
  const folder = mkdtempSync(join(scratch, 'engine-'));
  const components = { processors: ['attributes'] };
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({ release: '0.158.0', sha256, size: module.length, go: 'go1.26', components }),
  );
  if (packed) writeFileSync(join(folder, 'collector.wasm.br'), brotliCompressSync(module));
  else writeFileSync(join(folder, 'collector.wasm'), module);
  return folder;
}

function digest(module: Buffer): string {
  return createHash('sha256').update(module).digest('hex');
}

function fileOf(module: Buffer): string {
  const file = join(mkdtempSync(join(scratch, 'module-')), 'collector.wasm');
  writeFileSync(file, module);
  return file;
}

describe('an engine', () => {
  test('answers with what its module writes, and knows the types of its manifest', () => {
    process.env.OTELFLUX_ENGINE = layOut(answering(answer));
    const engine = openEngine();
    expect(engine?.release).toBe('0.158.0');
    expect(engine?.knows('processors', 'attributes')).toBe(true);
    expect(engine?.knows('receivers', 'attributes')).toBe(false);
    expect(engine?.judge([{ config: '{}' }])).toEqual([verdict]);
  });

  test('is unpacked from a package once', () => {
    process.env.OTELFLUX_ENGINE = layOut(answering(answer), { packed: true });
    expect(openEngine()?.judge([{ config: '{}' }])).toEqual([verdict]);
    const unpacked = join(process.env.OTELFLUX_CACHE ?? '', 'engines', 'unpacked');
    expect(readdirSync(unpacked)).toHaveLength(1);
    expect(openEngine()?.release).toBe('0.158.0');
  });

  test('does not run where its content is not what its manifest says', () => {
    process.env.OTELFLUX_ENGINE = layOut(answering(answer), { sha256: digest(endless) });
    expect(() => openEngine()).toThrow(BrokenEngine);
    expect(() => openEngine()).toThrow(/collector\.wasm is not the engine that its manifest describes/);
  });

  test('is absent where the folder holds none, or one of another release', () => {
    process.env.OTELFLUX_ENGINE = scratch;
    expect(openEngine()).toBeUndefined();
    process.env.OTELFLUX_ENGINE = layOut(answering(answer));
    expect(openEngine('0.113.0')).toBeUndefined();
  });

  test('is that of the folder which is named, whichever release it is of', () => {
    const folder = layOut(answering(answer));
    const file = join(folder, 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('0.158.0', '0.149.0'));
    process.env.OTELFLUX_ENGINE = folder;
    expect(openEngine()?.release).toBe('0.149.0');
  });

  test('is asked once for a configuration, and again for another', () => {
    const folder = layOut(answering(answer));
    process.env.OTELFLUX_ENGINE = folder;
    const engine = openEngine();
    expect(engine?.judge([{ config: '{}' }])).toEqual([verdict]);
    // From here on it could not answer.
    writeFileSync(join(folder, 'collector.wasm'), broken);
    expect(engine?.judge([{ config: '{}' }])).toEqual([verdict]);
    const [other] = engine?.judge([{ config: '{"receivers":{}}' }]) ?? [];
    expect(other).toBeInstanceOf(EngineFailure);
  });

  test('asks again each time where nothing can be kept', () => {
    process.env.OTELFLUX_ENGINE = layOut(answering(answer));
    const engine = openEngine();
    const file = join(scratch, 'a-file');
    writeFileSync(file, '');
    process.env.OTELFLUX_CACHE = file;
    expect(engine?.judge([{ config: '{}' }])).toEqual([verdict]);
  });
});

describe('a run of a module', () => {
  test('is ended when it takes too long', () => {
    expect(() => askModule(fileOf(endless), {}, 1_500)).toThrow(/took longer than 1\.5 s/);
  });

  test('fails with what the module said', () => {
    expect(() => askModule(fileOf(broken), {})).toThrow(EngineFailure);
    expect(() => askModule(fileOf(answering('{')), {})).toThrow('what it wrote is not an answer');
  });
});
