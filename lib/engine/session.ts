import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { EngineFailure, engineCommand } from './process';
import type { Answers, Questions } from './protocol';

interface Waiting {
  resolve(answers: Answers): void;
  reject(failure: EngineFailure): void;
}

/**
 * A process of an engine that stays for further questions: starting one costs many times what a question does. It does not keep this
 * process alive, and ends with it.
 */
export class Session {
  private child: ChildProcess | undefined;
  private waiting: Waiting[] = [];

  constructor(private readonly module: string) {}

  /**
   * Asks; questions are answered in order.
   *
   * @param timeout in ms; a process that takes longer is ended, and the next question starts another
   * @throws EngineFailure where there is no answer
   */
  ask(questions: Questions, timeout: number): Promise<Answers> {
    const child = this.process();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), timeout);
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          this.hold(this.waiting.length > 0);
          then(value);
        };
      this.waiting.push({ resolve: settle(resolve), reject: settle(reject) });
      this.hold(true);
      child.stdin?.write(`${JSON.stringify(questions)}\n`);
    });
  }

  private process(): ChildProcess {
    if (this.child !== undefined) return this.child;
    const { command, args, env } = engineCommand(this.module);
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child = child;
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString().slice(0, 2_000);
    });
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => this.fail(error.message));
    child.on('close', (status, signal) => {
      this.fail(
        complaint.split('\n').find((line) => line !== '') ?? `it ended by ${signal ?? `status ${status}`}`,
      );
    });
    createInterface({ input: child.stdout }).on('line', (line) => this.answer(line));
    return child;
  }

  private answer(line: string): void {
    const next = this.waiting.shift();
    try {
      next?.resolve(JSON.parse(line) as Answers);
    } catch {
      next?.reject(new EngineFailure('what it wrote is not an answer'));
    }
  }

  private fail(reason: string): void {
    this.child = undefined;
    for (const one of this.waiting.splice(0)) one.reject(new EngineFailure(reason));
  }

  /** Whether this process waits for the other. */
  private hold(isHeld: boolean): void {
    const { child } = this;
    if (child === undefined) return;
    for (const part of [child, child.stdin, child.stdout, child.stderr] as ({
      ref?(): void;
      unref?(): void;
    } | null)[]) {
      if (isHeld) part?.ref?.();
      else part?.unref?.();
    }
  }
}
