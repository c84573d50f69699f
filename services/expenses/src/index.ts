import { createLogger } from './logger';
import { readSettings, type Settings, SettingsError } from './settings';
import { startTelemetry } from './telemetry';

async function main(): Promise<void> {
  const settings = settingsOrExit();
  const logger = createLogger(settings.logLevel);
  const telemetry = startTelemetry(logger);
  try {
    // Loaded late on purpose: the HTTP instrumentation must be in place before the server and the AWS client are.
    const { run } = require('./run') as typeof import('./run');
    await run(settings, telemetry, logger);
  } catch (error) {
    logger.fatal({ err: error }, 'the service cannot run');
    process.exitCode = 1;
    await telemetry.shutdown(1000);
  }
}

function settingsOrExit(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    for (const problem of error.problems) console.error(`expenses: ${problem}`);
    process.exit(1);
  }
}

void main();
