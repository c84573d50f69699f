import type { NodeKind } from './model';

/** Colours of one theme. */
interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly faint: string;
  readonly frame: string;
  readonly line: string;
  /** Fill and stroke of each kind of node. */
  readonly kinds: { readonly [Kind in NodeKind]: readonly [fill: string, stroke: string] };
}

const light: Palette = {
  paper: '#ffffff',
  ink: '#1c2128',
  faint: '#57606a',
  frame: '#f6f8fa',
  line: '#6e7781',
  kinds: {
    service: ['#e7f0fd', '#3465a4'],
    silent: ['#f3f4f6', '#8c959f'],
    receiver: ['#e3f5ea', '#217a44'],
    processor: ['#fff6dc', '#8a6100'],
    exporter: ['#fdeadf', '#a8480e'],
    connector: ['#f1e8fc', '#6e3cbc'],
    extension: ['#eef1f4', '#57606a'],
    passage: ['#ffffff', '#8c959f'],
    jaeger: ['#e0f4f7', '#0b6b7a'],
    storage: ['#e9eaf9', '#4449a5'],
    server: ['#f3f4f6', '#57606a'],
    missing: ['#ffe9e8', '#c62828'],
  },
};

const dark: Palette = {
  paper: '#0d1117',
  ink: '#e6edf3',
  faint: '#9da7b3',
  frame: '#151b23',
  line: '#8b949e',
  kinds: {
    service: ['#12243d', '#79b8ff'],
    silent: ['#1c2128', '#6e7681'],
    receiver: ['#11291b', '#56d364'],
    processor: ['#2b2411', '#e3b341'],
    exporter: ['#331c10', '#ffa657'],
    connector: ['#261a3d', '#bc8cff'],
    extension: ['#20262d', '#9da7b3'],
    passage: ['#0d1117', '#6e7681'],
    jaeger: ['#0c2a30', '#56d4dd'],
    storage: ['#1c1d3d', '#a5a8ff'],
    server: ['#1c2128', '#9da7b3'],
    missing: ['#3b1412', '#ff7b72'],
  },
};

const themes = { light, dark } as const;

/**
 * Style rules of the picture in one theme. Plain colours and no variables, since not every viewer of SVG knows those.
 *
 * @param prefix selector before each rule, `:root[data-theme="dark"] `; default: none
 */
export function themeRules(theme: keyof typeof themes, prefix = ''): string {
  const { paper, ink, faint, frame, line, kinds } = themes[theme];
  const rule = (selector: string, body: string) => `${prefix}.otelflux ${selector}{${body}}`;
  return [
    rule('.paper', `fill:${paper}`),
    rule('text', `fill:${ink}`),
    rule('.kind,.detail', `fill:${faint}`),
    rule('.group rect', `fill:${frame};stroke:${line}`),
    rule('.pipeline rect', `fill:${paper};stroke:${line}`),
    rule('.edge path', `stroke:${line}`),
    rule('.edge text', `fill:${faint};stroke:${paper}`),
    rule('.tip', `fill:${line}`),
    ...Object.entries(kinds).map(([kind, [fill, stroke]]) =>
      rule(`.${kind} .box`, `fill:${fill};stroke:${stroke}`),
    ),
  ].join('\n');
}

/** Rules that are the same in both themes. */
export const sharedRules = [
  '.otelflux text{font-family:Helvetica,Arial,"Liberation Sans",sans-serif;font-size:11px}',
  '.otelflux .kind{font-size:9px;letter-spacing:.04em}',
  '.otelflux .title{font-size:12.5px;font-weight:600}',
  '.otelflux .group rect{stroke-width:1}',
  '.otelflux .pipeline rect{stroke-dasharray:4 3}',
  '.otelflux .box{stroke-width:1.3}',
  '.otelflux .silent .box,.otelflux .passage .box,.otelflux .missing .box{stroke-dasharray:4 3}',
  '.otelflux .edge path{fill:none;stroke-width:1.4}',
  '.otelflux .telemetry path{stroke-width:2}',
  '.otelflux .uses path{stroke-dasharray:2 4}',
  '.otelflux .edge text{font-size:10.5px;text-anchor:middle;paint-order:stroke;stroke-width:4px;stroke-linejoin:round}',
].join('\n');
