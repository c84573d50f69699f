/**
 * Drives the page of `otelflux graph --html` in a real Chromium, from a `file://` address: every component by keyboard,
 * configuration with its authors, search, pan, zoom, themes, findings; no console error, no request. Prints one line.
 *
 * `--images FOLDER` also writes the screenshots of the documentation.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { writeYaml } from '../../lib/delivery';
import { platform } from '../../test/lib/topology/platform';
import { notRun, report } from '../support/report';
import { chromiumPath, startBrowser } from './browser';
import { drive } from './drive';

const root = resolve(__dirname, '..', '..');
const what = 'the page of otelflux graph';

async function main(): Promise<void> {
  const executable = chromiumPath();
  if (executable === undefined) {
    report(
      notRun('Chromium', what, "not installed: Debian's package chromium, or name one in OTELFLUX_CHROMIUM"),
    );
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'otelflux-graph-'));
  const browser = await startBrowser(executable);
  try {
    const pages = writePages(folder);
    const reached = await drive(browser, pages.sixty, {
      component: { title: 'otlp', line: '4317', author: 'manifests.yaml:\\d+' },
      findings: true,
    });
    const preset = await drive(browser, pages.preset, {
      component: { title: 'k8s_attributes', line: 'passthrough', author: 'kubernetesAttributes' },
      findings: false,
    });
    const images = imagesFolder();
    if (images !== undefined) await takeImages(browser, pages, images);
    report({
      engine: 'Chromium',
      version: browser.version(),
      what,
      cases: reached + preset,
      disagreements: [],
      notes: ['parts reached by keyboard on 2 pages', 'no console error, no request'],
    });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

/** The pages as the command writes them, of generated platforms and of a release with a preset. */
function writePages(folder: string): { sixty: string; five: string; preset: string } {
  return {
    five: page(
      folder,
      'five',
      platform(5).map(({ object }) => object),
    ),
    sixty: page(
      folder,
      'sixty',
      platform(60).map(({ object }) => object),
    ),
    preset: page(folder, 'preset', [presetRelease]),
  };
}

const presetRelease = {
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'otel-collector', namespace: 'observability' },
  spec: {
    chart: {
      spec: {
        chart: 'opentelemetry-collector',
        version: '0.170.0',
        sourceRef: { kind: 'HelmRepository', name: 'o' },
      },
    },
    values: {
      mode: 'daemonset',
      image: { repository: 'otel/opentelemetry-collector-k8s' },
      presets: { kubernetesAttributes: { enabled: true } },
    },
  },
};

function page(folder: string, name: string, objects: readonly object[]): string {
  const home = join(folder, name);
  mkdirSync(home);
  writeFileSync(join(home, 'manifests.yaml'), objects.map((object) => writeYaml(object)).join('---\n'));
  const html = join(folder, `${name}.html`);
  const command = ['-r', 'tsx/cjs', join(root, 'cli', 'index.ts'), 'graph', '--html', html, home];
  execFileSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  return pathToFileURL(html).href;
}

function imagesFolder(): string | undefined {
  const at = process.argv.indexOf('--images');
  return at < 0 ? undefined : (process.argv[at + 1] ?? join(root, 'docs', 'images'));
}

async function takeImages(
  browser: Browser,
  pages: { five: string; sixty: string },
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const shots = [
    { name: 'graph-5-services.png', url: pages.five, dark: false, open: undefined },
    { name: 'graph-60-services.png', url: pages.sixty, dark: false, open: undefined },
    { name: 'graph-page-dark.png', url: pages.sixty, dark: true, open: 'otlp_http' },
  ];
  for (const { name, url, dark, open } of shots) {
    const tab = await browser.newPage({
      viewport: { width: 1600, height: open === undefined ? 760 : 900 },
      colorScheme: dark ? 'dark' : 'light',
    });
    await tab.goto(url);
    if (open === undefined)
      await tab.addStyleTag({ content: 'body{display:block}header,aside{display:none}main{height:100vh}' });
    else {
      await tab.locator('#search').fill(open);
      await tab.keyboard.press('Enter');
    }
    await tab.screenshot({ path: join(folder, name) });
    await tab.close();
  }
}

main().catch((error: unknown) => {
  const detail = error instanceof Error ? error.message : String(error);
  report({ engine: 'Chromium', version: '', what, cases: 1, disagreements: [{ name: 'the page', detail }] });
  process.exitCode = 1;
});
