import type { Disagreement } from '../support/report';
import type { Scene } from './scene';
import { chainOf, type JaegerSpan, waitForSpans } from './traces';

/** What one question found: nothing, or what is wrong. */
interface Question {
  readonly name: string;
  readonly answer: string | undefined;
}

/** What a request's trace must look like, from its root down: span name and attribute `component`. */
const expectedChain = [
  ['POST /expenses', undefined],
  ['HandlerCreateExpense', 'handlerLevel'],
  ['ServiceCreateExpense', 'serviceLevel'],
  ['RepositoryCreateExpense', 'repositoryLevel'],
] as const;

const server = 2;

/** The SDK starts spans on whole milliseconds and measures their length finer. */
const clockStep = 2_000_000n;

/** Posts an expense, asks for health and metrics, ends the service, and reads back what came to Jaeger. */
export async function travel(
  scene: Scene,
): Promise<{ cases: number; disagreements: Disagreement[]; spans: JaegerSpan[] }> {
  const statuses = [
    await scene.request('/expenses/health'),
    await scene.request('/expenses/health/live'),
    await scene.request('/metrics'),
  ];
  const posted = await scene.post();
  await scene.stopExpenses();
  const spans = await waitForSpans(scene.spans, (found) => found.length >= expectedChain.length, 15_000);
  const questions: Question[] = [
    { name: 'the service answers', answer: answered(posted, statuses) },
    { name: 'a server span and three nested spans', answer: chainProblem(spans) },
    { name: 'spans lie inside their parents', answer: nestingProblem(spans) },
    {
      name: 'resource attributes of the Deployment',
      answer: resourceProblem(spans, expectedResource(scene)),
    },
    { name: 'resource attributes of Kubernetes', answer: resourceProblem(spans, expectedMetadata(scene)) },
    { name: 'health and metrics leave no trace', answer: healthProblem(spans) },
  ];
  const disagreements = questions.flatMap(({ name, answer }) =>
    answer === undefined ? [] : [{ name, detail: answer }],
  );
  return { cases: questions.length, disagreements, spans };
}

function answered(posted: number, statuses: readonly number[]): string | undefined {
  if (posted === 201 && statuses.every((status) => status === 200)) return undefined;
  return `POST /expenses: ${posted}; health, live, metrics: ${statuses.join(', ')}`;
}

function chainProblem(spans: readonly JaegerSpan[]): string | undefined {
  const chain = chainOf(spans).map(({ name, attributes }) => `${name} ${attributes.component ?? '-'}`);
  const expected = expectedChain.map(([name, component]) => `${name} ${component ?? '-'}`);
  if (chain.join() !== expected.join())
    return `expected: ${expected.join(', ')}\nfound: ${chain.join(', ') || 'nothing'}`;
  const [root] = chainOf(spans);
  return root?.kind === server ? undefined : `the root span is of kind ${root?.kind}, not a server's`;
}

function nestingProblem(spans: readonly JaegerSpan[]): string | undefined {
  const chain = chainOf(spans);
  const outside = chain.filter((span, at) => {
    const parent = chain[at - 1];
    return (
      parent !== undefined && (span.start < parent.start - clockStep || span.end > parent.end + clockStep)
    );
  });
  if (chain.length === 0) return 'there are no spans';
  return outside.length === 0
    ? undefined
    : outside.map(({ name }) => `${name} is not inside its parent`).join('\n');
}

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly containers: readonly { readonly env?: readonly { name: string; value?: string }[] }[];
  };
}

/** What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES of the Deployment say. */
function expectedResource({ platform }: Scene): Record<string, string> {
  const { spec } = (platform.expenses.spec as { template: Template }).template;
  const variable = (name: string) => spec.containers[0]?.env?.find((each) => each.name === name)?.value ?? '';
  const pairs = variable('OTEL_RESOURCE_ATTRIBUTES')
    .split(',')
    .map((pair) => pair.split('=') as [string, string]);
  return { ...Object.fromEntries(pairs), 'service.name': variable('OTEL_SERVICE_NAME') };
}

/** What k8s_attributes must have found at the API server: pod, namespace, deployment and every label. */
function expectedMetadata({ platform }: Scene): Record<string, string> {
  const { metadata, spec } = platform.expenses;
  return {
    ...(spec as { template: Template }).template.metadata?.labels,
    'k8s.pod.name': `${metadata.name}-0`,
    'k8s.namespace.name': metadata.namespace ?? '',
    'k8s.deployment.name': metadata.name,
  };
}

function resourceProblem(
  spans: readonly JaegerSpan[],
  expected: Readonly<Record<string, string>>,
): string | undefined {
  if (spans.length === 0) return 'there are no spans';
  const wrong = Object.entries(expected).filter(([key, value]) =>
    spans.some(({ resource }) => resource[key] !== value),
  );
  if (wrong.length === 0) return undefined;
  const found = spans[0]?.resource ?? {};
  return wrong.map(([key, value]) => `${key} is ${found[key] ?? 'missing'}, expected ${value}`).join('\n');
}

function healthProblem(spans: readonly JaegerSpan[]): string | undefined {
  const traces = new Set(spans.map(({ traceId }) => traceId));
  const told = spans.filter(({ name, attributes }) =>
    /health|metrics/.test(`${name} ${attributes['url.path'] ?? ''}`),
  );
  if (traces.size === 1 && told.length === 0) return undefined;
  return `one request was to be traced, and there are ${traces.size} traces: ${spans.map(({ name }) => name).join(', ')}`;
}
