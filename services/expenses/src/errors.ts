/** A request that cannot be served, with the HTTP status that says so. */
export class RequestError extends Error {
  constructor(
    /** HTTP status, 4xx or 5xx. */
    readonly status: number,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'RequestError';
  }
}

/** The store or a service that this one depends on gave no answer: 503, the client may try again. */
export class UnavailableError extends RequestError {
  constructor(message: string, cause?: unknown) {
    super(503, message, { cause });
    this.name = 'UnavailableError';
  }
}
