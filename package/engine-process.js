/**
 * Runs an engine: `node [flags] package/engine-process.js MODULE`. Standard input goes to the module, what it writes comes back;
 * nothing else of this machine is there for it: no file, no network, no variable. Its clock is its own: it starts at the time that
 * OTELFLUX_ENGINE_CLOCK names (milliseconds; otherwise now), and waiting costs nothing, because time jumps to the end of it.
 */
const { readFileSync, writeSync } = require('node:fs');
const { randomFillSync } = require('node:crypto');

const success = 0;
const badFile = 8;
const notSupported = 52;
const again = 6;
const programName = Buffer.from('collector\0');

/** @param {Buffer} input @param {bigint} start nanoseconds since 1970 */
function system(input, start) {
  let read = 0;
  let jumped = 0n;
  const began = process.hrtime.bigint();
  const now = () => start + jumped + (process.hrtime.bigint() - began);
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
      randomFillSync(bytes().subarray(address, address + length));
      return success;
    },
    fd_read: (file, list, count, result) => {
      if (file !== 0) return badFile;
      let total = 0;
      for (const part of parts(list, count)) {
        const copied = input.copy(part, 0, read, read + part.length);
        read += copied;
        total += copied;
      }
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
      if (soonest.wait > 0n) jumped += soonest.wait;
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
  const start = process.env.OTELFLUX_ENGINE_CLOCK;
  const { calls, use } = system(readFileSync(0), BigInt(start ?? Date.now()) * 1000000n);
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
