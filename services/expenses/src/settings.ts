import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where expenses are kept. */
export type Store =
  | { readonly kind: 'dynamodb'; readonly table: string; readonly region: string }
  | { readonly kind: 'sqlite'; readonly file: string };

/** Everything that the service reads from its environment, the OpenTelemetry SDK's own variables excepted. */
export interface Settings {
  /** Address to listen on; `HOST`, default `0.0.0.0`. */
  readonly host: string;
  /** TCP port; `PORT`, default 8282. */
  readonly port: number;
  readonly store: Store;
  /** Base URL of the user service, `USER_SERVICE_URL`; absent: users are not looked up. */
  readonly userServiceUrl?: string;
  /** How long requests are still taken after SIGTERM, in ms; `SHUTDOWN_DELAY_MS`, default 2000. */
  readonly shutdownDelayMs: number;
  /** `LOG_LEVEL`, default `info`. */
  readonly logLevel: string;
}

/** Wrong environment variables, all of them in one message. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * Reads the settings from environment variables.
 * @throws SettingsError that lists every variable that is wrong.
 */
export function readSettings(environment: Environment): Settings {
  const problems: string[] = [];
  const settings: Settings = {
    host: environment.HOST ?? '0.0.0.0',
    port: wholeNumber(environment, 'PORT', 8282, 0, 65535, problems),
    store: readStore(environment, problems),
    userServiceUrl: readUrl(environment, 'USER_SERVICE_URL', problems),
    shutdownDelayMs: wholeNumber(environment, 'SHUTDOWN_DELAY_MS', 2000, 0, 60_000, problems),
    logLevel: environment.LOG_LEVEL ?? 'info',
  };
  if (!logLevels.includes(settings.logLevel)) {
    problems.push(`LOG_LEVEL is "${settings.logLevel}": write one of ${logLevels.join(', ')}`);
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

/** A table name that is set decides for DynamoDB, even when it is wrong: expenses never end up in a file by accident. */
function readStore(environment: Environment, problems: string[]): Store {
  const table = environment.DYNAMODB_EXPENSES_TABLE;
  if (table === undefined) {
    return { kind: 'sqlite', file: environment.SQLITE_FILE ?? join(tmpdir(), 'expenses.sqlite') };
  }
  if (!/^[A-Za-z0-9_.-]{3,255}$/.test(table)) {
    problems.push(
      `DYNAMODB_EXPENSES_TABLE is "${table}", which is not a table name: write 3 to 255 letters, digits, _ . or -, or leave the variable out for SQLite`,
    );
  }
  const region = environment.AWS_REGION ?? '';
  if (region === '') {
    problems.push('AWS_REGION is not set, but DYNAMODB_EXPENSES_TABLE is: write the region of the table');
  }
  return { kind: 'dynamodb', table, region };
}

function readUrl(environment: Environment, name: string, problems: string[]): string | undefined {
  const text = environment[name];
  if (text === undefined || text === '') return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    problems.push(`${name} is "${text}": write an http:// or https:// URL, such as http://user`);
  }
  return text.replace(/\/+$/, '');
}

function wholeNumber(
  environment: Environment,
  name: string,
  fallback: number,
  least: number,
  most: number,
  problems: string[],
): number {
  const text = environment[name];
  if (text === undefined || text === '') return fallback;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    problems.push(`${name} is "${text}": write a whole number from ${least} to ${most}`);
  }
  return value;
}
