/** A Jaeger resource for the examples of rules; `lines` are the lines of its spec, with its Ingress off unless they say so. */
export function jaegerExample(lines: readonly string[]): string {
  const ingress = lines.some((line) => line.startsWith('ingress:')) ? [] : ['ingress: {enabled: false}'];
  return [
    'apiVersion: jaegertracing.io/v1',
    'kind: Jaeger',
    'metadata: {name: traces, namespace: flux-system}',
    'spec:',
    ...[...lines, ...ingress].map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** Storage on Elasticsearch, as lines of an example. */
export const elasticsearchExample =
  'storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}';
