import { Redactor, terminalText } from '../lib/documents';

/** Knows the secrets of everything that this run has read; all that it shows goes through it. */
let redactor = new Redactor();

/** A run knows the secrets of its own inputs alone. */
export function forgetSecrets(): void {
  redactor = new Redactor();
}

/** What knows the secrets of everything that this run has read. */
export function knownSecrets(): Redactor {
  return redactor;
}

/** Teaches the secrets of an input, before anything of it is shown. */
export function learnSecrets(text: string): void {
  redactor.learn(text);
}

/** A text without any secret, for a file that is written. */
export function withoutSecrets(text: string): string {
  return redactor.redact(text);
}

/** Text for people on standard output: nothing in it reaches the terminal but characters, or is taken for a command. */
export function show(text: string): void {
  process.stdout.write(redactor.redact(terminalText(text)));
}

/** Text of our own, with examples in it that look like secrets. */
export function emitOwn(text: string): void {
  process.stdout.write(text);
}

/**
 * Text of a language that has its own escapes, on standard output: YAML, TypeScript, a picture, a report.
 * @param notation true for YAML, where a word behind `password:` is a value. Default: false
 */
export function emit(text: string, notation = false): void {
  process.stdout.write(redactor.redact(text, notation));
}

/** Data for programs on standard output. */
export function showJson(value: unknown): void {
  process.stdout.write(`${redactor.redactJson(value)}\n`);
}

/** What is to be said beside the data: on standard error. */
export function tell(message: string): void {
  process.stderr.write(`${redactor.redact(terminalText(message))}\n`);
}

/**
 * A reader that has seen enough, as in `… | head`, is no fault: the run goes on and ends with its own exit status. Any
 * other fault of standard output, such as a full disk, is told in one line.
 */
export function surviveReaders(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    tell(`otelflux: standard output cannot be written (${error.code ?? error.message})`);
    process.exitCode = 2;
  });
  process.stderr.on('error', () => undefined);
}
