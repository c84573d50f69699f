import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is installed, or undefined. `OTELFLUX_CHROMIUM` names another one. */
export function chromiumPath(): string | undefined {
  const given = process.env.OTELFLUX_CHROMIUM;
  return given ?? installed.find((path) => existsSync(path));
}

/** Starts Chromium without anything that would ask the network. */
export function startBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}
