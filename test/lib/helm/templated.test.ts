import { effectiveConfig } from '../../../lib/helm';

function endpointOf(text: string, values: object = {}): unknown {
  const result = effectiveConfig({
    chartVersion: '0.170.0',
    release: 'gateway',
    namespace: 'observability',
    values: {
      mode: 'deployment',
      image: { repository: 'otel/opentelemetry-collector-k8s' },
      config: { exporters: { otlp: { endpoint: text } } },
      ...values,
    },
  });
  if (!result.ok) return result.reason;
  return JSON.parse(JSON.stringify(result.config)).exporters.otlp.endpoint;
}

// Each as Helm 4.1 renders it.
test.each([
  ['{{ .Release.Name }}-tempo:4317', 'gateway-tempo:4317'],
  ['http://tempo.{{ .Release.Namespace }}.svc:4318', 'http://tempo.observability.svc:4318'],
  ['0.0.0.0:{{ .Values.ports.otlp.containerPort }}', '0.0.0.0:4317'],
  ['{{ .Values.replicaCount }}', '1'],
  ['1{{ .Values.replicaCount }}', 11],
  ['tr{{ "ue" }}', true],
  ['{{ .Values.nothing | default "none" }}', 'none'],
  ['x{{ .Values.nothing }}y', 'xy'],
  ['{{ include "opentelemetry-collector.fullname" . }}-x', 'gateway-opentelemetry-collector-x'],
  ['{{ printf "%s-%s" .Release.Name .Values.mode | upper | trunc 9 }}', 'GATEWAY-D'],
  ['a {{- " b" -}} c', 'a bc'],
  ['{{`{{ reason }}`}}', '{{ reason }}'],
  ['{{ printf "%d of %d%%, %t, %q" 3 4 true "a\\"b" }}', '3 of 4%, true, "a\\"b"'],
  ['{{ printf "%v %v %v" 3 true "a" }}', '3 true a'],
  [
    '{{ until 3 | join "," }};{{ untilStep 1 8 3 | join "," }};{{ untilStep 3 0 -1 | join "," }}',
    '0,1,2;1,4,7;3,2,1',
  ],
  ['{{ sub 7 2 1 }},{{ mul 2 3 4 }},{{ div 7 2 }},{{ mod 7 2 }},{{ add1 4 }}', '4,24,3,1,5'],
  ['{{ max 1 3 2 }},{{ min 3 1 2 }},{{ atoi "12" }},{{ int "x" }},{{ int64 "9" }}', '3,1,12,0,9'],
  ['{{ toString 3 | quote }},{{ squote "a" }},{{ title "a b" }},{{ nospace " a b " }}', '"3",\'a\',A B,ab'],
  [
    '{{ trimAll "-" "-a-" }},{{ trimSuffix "-" "-a-" }},{{ trimPrefix "-" "-a-" }},{{ trim " a " }}',
    'a,-a,a-,a',
  ],
  ['{{ contains "b" "abc" }},{{ hasPrefix "b" "abc" }},{{ hasSuffix "c" "abc" }}', 'true,false,true'],
  ['{{ replace "a" "b" "aa" }},{{ b64enc "a" }},{{ b64dec "YQ==" }},{{ repeat 3 "a" }}', 'bb,YQ==,a,aaa'],
  [
    '{{ splitList "," "a,b" | last }},{{ (split "," "a,b")._1 }},{{ cat "a" "b" }},{{ print "a" 1 2 }}',
    'b,b,a b,a1 2',
  ],
  ['{{ sha256sum "a" | trunc 8 }},{{ trunc 2 "abc" }},{{ list 1 2 | toRawJson }}', 'ca978112,ab,[1,2]'],
  ['{{ sub 3 0 }},{{ mul 3 0 }},{{ max 3 0 }}', '3,0,3'],
  ['{{ first (list "a" "b" "c") }}{{ last (list "a" "b" "c") }}', 'ac'],
  ['{{ rest (list "a" "b" "c") | join "," }}', 'b,c'],
  ['{{ initial (list "a" "b" "c") | join "," }}', 'a,b'],
  ['{{ reverse (tuple "a" "b" "c") | join "," }}', 'c,b,a'],
  ['{{ append (list "a") "b" | join "," }};{{ prepend (list "a") "b" | join "," }}', 'a,b;b,a'],
  ['{{ concat (list "a") (list "b" "c") | join "," }}', 'a,b,c'],
  ['{{ compact (list "a" "" "b") | join "," }}', 'a,b'],
  ['{{ without (list "a" "b" "c") "a" "c" | join "," }}', 'b'],
  ['{{ uniq (list "b" "a" "b") | join "," }}', 'b,a'],
  ['{{ sortAlpha (list "b" "a") | join "," }}', 'a,b'],
  ['{{ has "a" (list "a") }},{{ has "b" (list "a") }}', 'true,false'],
  ['{{ len (list "a" "b") }},{{ len (dict "a" 1) }},{{ index (list "a" "b") 1 }}', '2,1,b'],
  ['{{ get (dict "a" "b") "a" }},{{ get (dict "a" "b") "c" }},{{ hasKey (dict "a" "b") "c" }}', 'b,,false'],
  ['{{ keys (dict "b" 1 "a" 2) | sortAlpha | join "," }}', 'a,b'],
  [
    '{{ pick (dict "a" 1 "b" 2) "a" | toJson }};{{ omit (dict "a" 1 "b" 2) "a" | toJson }}',
    '{"a":1};{"b":2}',
  ],
  ['{{ merge (dict "a" 1) (dict "a" 2 "b" 3) | toJson }}', '{"a":1,"b":3}'],
  [
    '{{ dig "a" "b" "none" (dict "a" (dict "b" "c")) }},{{ dig "a" "x" "none" (dict "a" (dict "b" "c")) }}',
    'c,none',
  ],
  ['{{ .Chart.AppVersion }}', '0.158.0'],
  [
    '{{ if eq .Values.mode "daemonset" }}node{{ else if .Values.hostNetwork }}host{{ else }}gateway{{ end }}:4317',
    'gateway:4317',
  ],
  ['{{ with .Values.service.type }}{{ . | lower }}{{ end }}', 'clusterip'],
  ['{{ with .Values.nothing }}a{{ else }}b{{ end }}', 'b'],
  ['{{ range $i, $h := list "a" "b" }}{{ if $i }},{{ end }}{{ $h }}{{ end }}', 'a,b'],
  ['{{ range .Values.tolerations }}{{ .key }}{{ else }}none{{ end }}', 'none'],
  ['{{ $port := .Values.ports.otlp.containerPort | int }}{{ add $port 1 }}', '4318'],
  ['{{ define "x" }}{{ .mode }}{{ end }}{{ include "x" .Values }}', 'deployment'],
  ['{{ tpl "{{ .Release.Name }}" $ }}', 'gateway'],
  ['{{ ternary "yes" "no" (hasKey .Values "mode") }}', 'yes'],
  ['{{ (.Values.nothing).below | default "none" }}', 'none'],
  ['{{ dict "a" 1 | toJson }}', '{"a":1}'],
  ['{{ lookup "v1" "Secret" "a" "b" | empty }}', 'true'],
  ['{{/* nothing */}}x', 'x'],
])('%s becomes what Helm prints', (text, expected) => {
  expect(endpointOf(text)).toEqual(expected);
});

test('an action that is not evaluated here stays, with a warning', () => {
  expect(endpointOf('{{ randAlphaNum 5 }}')).toBe('{{ randAlphaNum 5 }}');
});

test.each([
  [
    '{{ reason }}',
    'Helm cannot read {{ reason }} in config.exporters.otlp.endpoint: there is no function "reason".',
  ],
  [
    '{{ $labels.pod }}',
    'Helm cannot read {{ $labels.pod }} in config.exporters.otlp.endpoint: it has no variable $labels.',
  ],
  ['{{ if true }}a', 'Helm cannot run the template in config: `if` has no end.'],
  [
    '{{ .Values.nothing.below }}',
    'Helm cannot run the template in config: `.below` is read of something that is not there.',
  ],
  [
    '{{ eq .Values.replicaCount 1 }}',
    'Helm cannot run the template in config: a number is compared with a number: a number of the values is a float64, write `| int` behind it.',
  ],
  [
    '{{ required "name the tenant" .Values.tenant }}',
    'Helm cannot run the template in config: it says name the tenant.',
  ],
  ['{{ upper 5 }}', 'Helm cannot run the template in config: `upper` takes text, not a number.'],
])('%s stops the release', (text, reason) => {
  expect(endpointOf(text)).toBe(reason);
});
