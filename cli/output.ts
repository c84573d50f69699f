import { jsonText, terminalText } from '../lib/documents';

/** Text for people on standard output: nothing in it reaches the terminal but characters, or is taken for a command. */
export function show(text: string): void {
  process.stdout.write(terminalText(text));
}

/** Text of a language that has its own escapes, on standard output as it is: YAML, TypeScript, a picture, a report. */
export function emit(text: string): void {
  process.stdout.write(text);
}

/** Data for programs on standard output. */
export function showJson(value: unknown): void {
  process.stdout.write(`${jsonText(value)}\n`);
}

/** What is to be said beside the data: on standard error. */
export function tell(message: string): void {
  process.stderr.write(`${terminalText(message)}\n`);
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
