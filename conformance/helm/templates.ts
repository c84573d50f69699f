import fc from 'fast-check';
import { times, wordsOf } from '../support/arbitrary';
import type { ReleaseCase } from './generator';

/** Values that templates read: some are there, some are not. */
const paths = wordsOf(`
  .Values.mode .Values.replicaCount .Values.nothing .Values.global.name .Values.global.list
  .Values.global.map .Values.global.flag .Values.global.empty .Values.global.nothing .Values.global.number
  .Values.nothing.below .Values.image.repository .Values.ports.otlp.containerPort .Release.Name
  .Release.Namespace .Release.Service .Release.IsInstall .Chart.Name .Chart.AppVersion
  (.Values.nothing).below $.Values.mode $.Release.Name
`);

const literals = [
  '"a"',
  '"b c"',
  '`raw`',
  '1',
  '0',
  '2',
  '-3',
  '1.5',
  'true',
  'false',
  'nil',
  '""',
  '"x: y"',
  '"# c"',
  '"1"',
];

const one = wordsOf(`
  quote squote upper lower trim toString toYaml toJson len empty not int b64enc title first last uniq
  sortAlpha kindOf typeOf float64 nospace compact add1 keys rest reverse println toRawJson
`);
const two = wordsOf(`
  default eq ne lt gt ge le and or contains hasPrefix hasSuffix trimSuffix trimPrefix trimAll trunc join
  splitList add mul sub div mod max min list cat print coalesce has without append prepend index get hasKey
  pick omit required repeat indent nindent deepEqual kindIs
`);

const value: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    times(6, fc.constantFrom(...paths)),
    times(4, fc.constantFrom(...literals)),
    times(
      2,
      fc.tuple(fc.constantFrom(...one), tie('value')).map(([name, value]) => `(${name} ${value})`),
    ),
    times(
      2,
      fc
        .tuple(fc.constantFrom(...two), tie('value'), tie('value'))
        .map(([name, left, right]) => `(${name} ${left} ${right})`),
    ),
    times(
      1,
      fc
        .tuple(tie('value'), tie('value'), tie('value'))
        .map(([a, b, c]) => `(ternary ${a} ${b} (empty ${c}))`),
    ),
    times(
      1,
      fc.tuple(tie('value'), tie('value')).map(([a, b]) => `(printf "%v-%v" ${a} ${b})`),
    ),
    times(
      1,
      fc.tuple(tie('value'), tie('value')).map(([a, b]) => `(dict "k" ${a} "l" ${b})`),
    ),
  ),
})).value;

const piped: fc.Arbitrary<string> = fc.oneof(
  value,
  fc.tuple(value, fc.constantFrom(...one)).map(([first, name]) => `${first} | ${name}`),
  fc
    .tuple(value, fc.constantFrom(...two), value)
    .map(([first, name, other]) => `${first} | ${name} ${other}`),
);

const plain = fc.constantFrom(
  '',
  'x',
  ' ',
  'http://',
  ':4317',
  ' and ',
  '-',
  '0',
  'word '.repeat(20),
  "it's",
  '"',
);

const braces = fc.constantFrom(
  ['{{ ', ' }}'],
  ['{{', '}}'],
  ['{{- ', ' }}'],
  ['{{ ', ' -}}'],
  ['{{- ', ' -}}'],
);

const template = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    times(2, plain),
    times(
      8,
      fc.tuple(braces, piped).map(([[open, close], value]) => `${open}${value}${close}`),
    ),
    times(
      2,
      fc
        .tuple(piped, tie('text'), tie('text'))
        .map(([test, yes, no]) => `{{ if ${test} }}${yes}{{ else }}${no}{{ end }}`),
    ),
    times(
      1,
      fc.tuple(value, tie('text')).map(([test, yes]) => `{{- with ${test} }}${yes}{{ . }}{{- end }}`),
    ),
    times(
      1,
      fc
        .tuple(value, tie('text'))
        .map(([list, item]) => `{{ range ${list} }}${item}{{ . }},{{ else }}none{{ end }}`),
    ),
    times(
      1,
      fc
        .tuple(value, tie('text'))
        .map(([list, item]) => `{{ range $k, $v := ${list} }}${item}{{ $k }}={{ $v }} {{ end }}`),
    ),
    times(
      1,
      fc
        .tuple(piped, tie('text'))
        .map(([value, more]) => `{{ $x := ${value} }}{{ $x }}${more}{{ $x | quote }}`),
    ),
    times(
      1,
      fc.constantFrom(
        '{{/* c */}}',
        '{{ include "opentelemetry-collector.fullname" . }}',
        '{{ tpl "{{ .Release.Name }}" . }}',
        '{{ lookup "v1" "Secret" "a" "b" }}',
        '{{ .Nothing }}',
        '{{ else }}',
        '{{ end }}',
        '{{ define "a" }}A{{ end }}{{ template "a" . }}',
        '{{ reason }}',
        '{{ $y }}',
        '{{ .Values.a-b }}',
      ),
    ),
    times(
      4,
      fc.tuple(tie('text'), tie('text')).map((both) => both.join('')),
    ),
  ),
})).text;

const global = {
  name: 'tempo',
  list: ['b', 'a', 'b'],
  map: { z: '1', a: 'two words', m: 3 },
  flag: true,
  empty: '',
  number: 7,
};

/** Releases whose values hold templates, at the places that the chart runs them at. */
export const templateCases: fc.Arbitrary<ReleaseCase> = fc
  .tuple(
    fc.constantFrom('config', 'annotation', 'volume', 'manifest', 'label'),
    template,
    fc.constantFrom('deployment', 'daemonset'),
  )
  .map(([place, text, mode]) => ({
    release: 'otel',
    namespace: 'observability',
    values: {
      mode,
      image: { repository: 'otel/opentelemetry-collector-k8s' },
      global,
      ...held(place, text),
    },
  }));

function held(place: string, text: string): ReleaseCase['values'] {
  switch (place) {
    case 'annotation':
      return { annotations: { a: text } };
    case 'volume':
      return { extraVolumes: [{ name: 'v', configMap: { name: text } }] };
    case 'manifest':
      return {
        extraManifests: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' }, data: { text } }],
      };
    case 'label':
      return { podLabels: { a: text, b: 'c' } };
    default:
      return { config: { exporters: { otlp: { endpoint: text } } } };
  }
}
