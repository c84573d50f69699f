import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';

/** What a drive through a page expects of it. */
export interface Expectations {
  /** Title of a component and a text of its configuration with who put it there. */
  readonly component: { readonly title: string; readonly line: string; readonly author: string };
  /** Whether findings must be shown. */
  readonly findings: boolean;
}

/**
 * Uses a page as a person would, with keyboard and pointer, and fails where it does not answer.
 *
 * @returns how many parts the keyboard reached
 */
export async function drive(browser: Browser, url: string, expected: Expectations): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const faults = watch(page);
  await page.goto(url);
  const reached = await tabThrough(page);
  await openByKeyboard(page, expected.component);
  await searchAndZoom(page, expected.component.title);
  await dragAndClick(page);
  await switchTheme(page);
  if (expected.findings) await seeFindings(page);
  assert.deepEqual(faults, [], 'the page logs no error and asks nothing of the network');
  await page.close();
  return reached;
}

/** Errors of the console, exceptions, and every request but the one for the page. */
function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (!request.isNavigationRequest()) faults.push(`request for ${request.url()}`);
  });
  return faults;
}

/** Every part of the picture gets the focus by Tab, and the focus can be seen. */
async function tabThrough(page: Page): Promise<number> {
  const wanted = await page
    .locator('svg .node')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-id')));
  const parts = await page.locator('svg [role="button"]').count();
  const seen = new Set<string | null>();
  await page.locator('body').press('Tab');
  for (let presses = 0; presses < parts + 40; presses++) {
    const id = await page.evaluate('document.activeElement?.getAttribute("data-id") ?? null');
    if (typeof id === 'string') {
      seen.add(id);
      const width = await page.evaluate(
        'getComputedStyle(document.activeElement.querySelector("rect")).strokeWidth',
      );
      assert.equal(width, '4px', `the focus on ${id} can be seen`);
      assert.equal(await isInView(page), true, `${id} is in view when it has the focus`);
    }
    await page.keyboard.press('Tab');
  }
  assert.deepEqual(
    wanted.filter((id) => !seen.has(id)),
    [],
    'every component is reached by keyboard',
  );
  return seen.size;
}

function isInView(page: Page): Promise<unknown> {
  return page.evaluate(`(() => {
    const part = document.activeElement.querySelector('rect').getBoundingClientRect();
    const stage = document.getElementById('stage').getBoundingClientRect();
    return part.right > stage.left && part.left < stage.right && part.bottom > stage.top && part.top < stage.bottom;
  })()`);
}

async function openByKeyboard(page: Page, { title, line, author }: Expectations['component']): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#panel h2').textContent(), title, 'the search opens the component');
  const row = page.locator('#panel tr', { hasText: line }).first();
  assert.match((await row.locator('.author').textContent()) ?? '', new RegExp(author), `who wrote "${line}"`);
  await page.keyboard.press('ArrowRight');
  const next = await page.evaluate('document.activeElement.getAttribute("data-id")');
  assert.notEqual(next, null, 'the right arrow follows the flow');
  await page.keyboard.press('Enter');
  assert.notEqual(await page.locator('#panel h2').textContent(), title);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#panel h2').textContent(), 'Findings', 'Escape closes the part');
}

async function searchAndZoom(page: Page, title: string): Promise<void> {
  const search = page.locator('#search');
  await search.fill(title);
  assert.match((await page.locator('#hits').textContent()) ?? '', /^[1-9]\d* found$/);
  assert.notEqual(await page.locator('svg .node.dimmed').count(), 0, 'the search dims what does not match');
  await search.fill('');
  const before = await viewBox(page);
  await page.locator('#zoom-in').click();
  assert.ok((await viewBox(page)).width < before.width, 'zooming in shows less');
  await page.mouse.move(500, 500);
  await page.mouse.wheel(0, 400);
  await page.waitForTimeout(50);
  await page.locator('#zoom-fit').click();
  const whole = await viewBox(page);
  assert.deepEqual([whole.x, whole.y], [0, 0], 'fit shows the whole picture');
}

async function dragAndClick(page: Page): Promise<void> {
  const before = await viewBox(page);
  await page.mouse.move(600, 850);
  await page.mouse.down();
  await page.mouse.move(500, 800, { steps: 4 });
  await page.mouse.up();
  assert.ok((await viewBox(page)).x > before.x, 'dragging moves the picture');
  await page.locator('#zoom-fit').click();
  const exporter = page.locator('svg .node.exporter').first();
  await exporter.click();
  assert.notEqual(await page.locator('#panel table.lines tr').count(), 0, 'a click shows the configuration');
  assert.notEqual(await page.locator('svg .edge.lit').count(), 0, 'and lights its arrows');
}

async function switchTheme(page: Page): Promise<void> {
  const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const picture = () => page.evaluate('getComputedStyle(document.querySelector("svg .paper")).fill');
  const before = [await background(), await picture()];
  await page.locator('#theme').click();
  const after = [await background(), await picture()];
  assert.notEqual(after[0], before[0], 'the theme changes the page');
  assert.notEqual(after[1], before[1], 'and the picture');
  await page.locator('#theme').click();
}

async function seeFindings(page: Page): Promise<void> {
  const badge = page.locator('svg .node .badge').first();
  assert.notEqual(await badge.count(), 0, 'components show how many findings they have');
  await page
    .locator('svg .node', { has: page.locator('.badge') })
    .first()
    .click();
  assert.notEqual(await page.locator('#panel .finding').count(), 0, 'and the panel shows them');
}

async function viewBox(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const [x = 0, y = 0, width = 0, height = 0] = ((await page.locator('svg').getAttribute('viewBox')) ?? '')
    .split(' ')
    .map(Number);
  return { x, y, width, height };
}
