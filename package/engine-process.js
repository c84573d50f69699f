/**
 * Runs an engine: `node [flags] package/engine-process.js MODULE`. Standard input goes to the module, what it writes comes back;
 * nothing else of this machine is there for it: no file, no network, no variable. Its clock is its own, so that the same questions
 * have the same answers: it starts at a fixed time, goes on by a microsecond whenever it is read, and jumps to the end of each wait.
 */
const { readFileSync, readSync, writeSync } = require('node:fs');

const success = 0;
const badFile = 8;
const notSupported = 52;
const again = 6;
const programName = Buffer.from('collector\0');

/** 2026-01-01T00:00:00Z, in nanoseconds. */
const start = 1767225600000000000n;

function system() {
  let state = 0x9e3779b9;
  /** A byte of a sequence that is the same in each run: nothing here is a secret. */
  const chance = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  };
  let time = start;
  const now = () => {
    time += 1000n;
    return time;
  };
  let memory = new WebAssembly.Memory({ initial: 0 });
  const view = () => new DataView(memory.buffer);
  const bytes = () => new Uint8Array(memory.buffer);
  /** The parts of memory that a list of addresses and lengths names. */
  const parts = (list, count) => {
    const at = view();
    return Array.from({ length: count }, (_, index) => {
      const address = at.getUint32(list + 8 * index, true);
      return bytes().subarray(address, address + at.getUint32(list + 8 * index + 4, true));
    });
  };
  const calls = {
    args_sizes_get: (count, size) => {
      view().setUint32(count, 1, true);
      view().setUint32(size, programName.length, true);
      return success;
    },
    args_get: (list, buffer) => {
      view().setUint32(list, buffer, true);
      bytes().set(programName, buffer);
      return success;
    },
    environ_sizes_get: (count, size) => {
      view().setUint32(count, 0, true);
      view().setUint32(size, 0, true);
      return success;
    },
    environ_get: () => success,
    clock_time_get: (_clock, _precision, result) => {
      view().setBigUint64(result, now(), true);
      return success;
    },
    random_get: (address, length) => {
      const target = bytes().subarray(address, address + length);
      for (let index = 0; index < target.length; index++) target[index] = chance();
      return success;
    },
    fd_read: (file, list, count, result) => {
      if (file !== 0) return badFile;
      const [part] = parts(list, count);
      const total = part === undefined ? 0 : readSome(part);
      view().setUint32(result, total, true);
      return success;
    },
    fd_write: (file, list, count, result) => {
      if (file !== 1 && file !== 2) return badFile;
      let total = 0;
      for (const part of parts(list, count)) {
        writeAll(file, part);
        total += part.length;
      }
      view().setUint32(result, total, true);
      return success;
    },
    fd_fdstat_get: (file, result) => {
      if (file > 2) return badFile;
      bytes().fill(0, result, result + 24);
      view().setUint8(result, 6); // a stream
      view().setBigUint64(result + 8, 0xffffffffffffffffn, true);
      return success;
    },
    fd_fdstat_set_flags: () => success,
    fd_close: () => success,
    fd_prestat_get: () => badFile,
    sched_yield: () => success,
    poll_oneoff: (subscriptions, events, count, result) => {
      const at = view();
      let soonest;
      for (let index = 0; index < count; index++) {
        const base = subscriptions + 48 * index;
        if (at.getUint8(base + 8) !== 0) continue;
        const timeout = at.getBigUint64(base + 24, true);
        const isAbsolute = (at.getUint16(base + 40, true) & 1) !== 0;
        const wait = isAbsolute ? timeout - now() : timeout;
        if (soonest === undefined || wait < soonest.wait)
          soonest = { wait, user: at.getBigUint64(base, true) };
      }
      if (soonest === undefined) return again;
      if (soonest.wait > 0n) time += soonest.wait;
      bytes().fill(0, events, events + 32);
      at.setBigUint64(events, soonest.user, true);
      at.setUint32(result, 1, true);
      return success;
    },
    proc_exit: (code) => {
      throw new Exit(code);
    },
  };
  return {
    calls,
    use: (instance) => {
      memory = instance.exports.memory;
    },
  };
}

class Exit {
  constructor(code) {
    this.code = code;
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Blocks until something comes in; 0 at the end. */
function readSome(part) {
  for (;;) {
    try {
      return readSync(0, part);
    } catch (error) {
      if (error.code === 'EOF') return 0;
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, 2);
    }
  }
}

function writeAll(file, part) {
  let written = 0;
  while (written < part.length) {
    try {
      written += writeSync(file, part, written);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

function main() {
  const module = new WebAssembly.Module(readFileSync(process.argv[2]));
  const { calls, use } = system();
  const imports = {};
  for (const { module: space, name } of WebAssembly.Module.imports(module)) {
    imports[space] ??= {};
    imports[space][name] = calls[name] ?? (() => notSupported);
  }
  const instance = new WebAssembly.Instance(module, imports);
  use(instance);
  try {
    instance.exports._start();
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    process.exitCode = error.code;
  }
}

main();
