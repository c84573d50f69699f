import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonInMarkup, markupText } from '../../lib/documents';
import { themeRules } from '../../lib/topology';
import type { PageData } from './page-data';

/**
 * One page with everything in it: the picture, what is known of its parts, style and program. It asks nothing of the
 * network; its own policy forbids that.
 */
export function htmlPage(picture: string, data: PageData): string {
  const title = `Telemetry of ${data.title}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${markupText(title)}</title>
<style>
${asset('page.css')}
${themeRules('light', ':root[data-theme="light"] ')}
${themeRules('dark', ':root[data-theme="dark"] ')}
</style>
</head>
<body>
<header>
<h1>${markupText(title)}</h1>
<label class="search"><span>Search</span><input id="search" type="search" autocomplete="off" placeholder="component, port, host" aria-describedby="hits"></label>
<output id="hits" aria-live="polite"></output>
<div class="tools" role="group" aria-label="View">
<button id="zoom-out" type="button" aria-label="Zoom out">−</button>
<button id="zoom-in" type="button" aria-label="Zoom in">+</button>
<button id="zoom-fit" type="button">Fit</button>
<button id="theme" type="button" aria-label="Switch between light and dark">Theme</button>
</div>
</header>
<main id="stage">
${picture.trimEnd()}
</main>
<aside id="panel" aria-live="polite" aria-label="Details" tabindex="-1"></aside>
<script id="data" type="application/json">${jsonInMarkup(data)}</script>
<script>
${asset('page.js')}
</script>
</body>
</html>
`;
}

/** A source of the page, which lies beside this file. */
function asset(name: string): string {
  return readFileSync(join(__dirname, name), 'utf8').trimEnd();
}
