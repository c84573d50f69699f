import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { pageOf, type StoredSpan } from './page';

const usage = 'usage: node -r tsx/cjs conformance/picture/run.ts TRACE.json PICTURE.png [CHROMIUM]';

/** Flags for a browser without a display that must not look for its maker's hosts. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Takes a picture of a trace that the end-to-end test has read back from Jaeger (OTELFLUX_TRACE_FILE), in a real browser. */
async function main([trace, picture, browserPath = '/usr/bin/chromium']: readonly string[]): Promise<void> {
  if (trace === undefined || picture === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'otelflux-picture-'));
  const page = join(scratch, 'trace.html');
  writeFileSync(page, pageOf(JSON.parse(readFileSync(trace, 'utf8')) as StoredSpan[]));
  const browser = await chromium.launch({ executablePath: browserPath, args: flags });
  try {
    const tab = await browser.newPage({ viewport: { width: 1100, height: 400 }, deviceScaleFactor: 2 });
    await tab.goto(`file://${page}`);
    await tab.locator('main').screenshot({ path: picture });
  } finally {
    await browser.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

void main(process.argv.slice(2));
