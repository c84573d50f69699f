/** What was running when handles were made. It is read only where something is wrong with one. */
const traces = new WeakMap<object, Error>();

/** So many calls lie between a factory and what the user wrote at most. */
const depth = 12;

/** Keeps where a handle is made. */
export function made<Handle extends object>(handle: Handle): Handle {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = depth;
  traces.set(handle, new Error());
  Error.stackTraceLimit = stackTraceLimit;
  return handle;
}

/** A handle that stands for another one was made where that was. */
export function madeLike<Handle extends object>(handle: Handle, other: object): Handle {
  const trace = traces.get(other);
  if (trace !== undefined) traces.set(handle, trace);
  return handle;
}

/** What was running when a handle was made; undefined for one that no factory made. */
export function traceOf(handle: object): Error | undefined {
  return traces.get(handle);
}
