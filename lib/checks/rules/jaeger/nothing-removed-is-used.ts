import { at, isMap, words } from '../../../documents';
import { effectiveStorage, liveBlocks } from '../../../jaeger';
import { jaegerSpec, type ObjectSubject } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

export const nothingRemovedIsUsed: ObjectRule = {
  id: 'JG-19',
  title: 'A Jaeger resource uses nothing that its operator or Jaeger 1.65 has dropped',
  severity: 'warning',
  why: 'What is dropped is ignored, or the pod crashes on flags that its image does not know.',
  fix: 'Remove the field, or pin an image of Jaeger v1.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: allinone
-   allInOne: {image: "jaegertracing/jaeger:2.19.0"}
+   allInOne: {image: "jaegertracing/all-in-one:1.65.0"}
    ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    const blocks = [...liveBlocks(spec)];
    for (const block of ['allInOne', 'collector', 'ingester', 'agent', 'query']) {
      const config = at(spec[block], ['config']);
      if (isMap(config) && Object.keys(config).length > 0) {
        yield {
          message: `Jaeger ${subject.name} sets ${block}.config, which no code reads.`,
          path: ['spec', block, 'config'],
        };
      }
    }
    for (const block of blocks) yield* judgeImage(subject, block);
    if (words(at(spec.agent, ['strategy'])).toLowerCase() === 'daemonset') {
      yield {
        message: `Jaeger ${subject.name} runs the agent, which ended with Jaeger 1.62.`,
        path: ['spec', 'agent', 'strategy'],
      };
    }
    if (effectiveStorage(spec) === 'grpc-plugin') {
      yield {
        message: `Jaeger ${subject.name} stores through a grpc-plugin, which Jaeger dropped in 1.58.`,
        path: ['spec', 'storage', 'type'],
      };
    }
    yield* judgeRecreate(subject, blocks);
  },
};

function* judgeImage(subject: ObjectSubject, block: string): Generator<Problem> {
  const image = at(jaegerSpec(subject)[block], ['image']);
  if (typeof image !== 'string' || image === '' || image.includes('$')) return;
  const path = ['spec', block, 'image'];
  const tag = /:([^/:@]+)$/.exec(image)?.[1];
  if (/(?:^|\/)jaeger(?::|@|$)/.test(image) || (tag !== undefined && /^v?2\./.test(tag))) {
    yield {
      message: `${block} of Jaeger ${subject.name} runs ${image}, an image of Jaeger v2 that does not know the flags of v1.`,
      path,
      severity: 'error',
    };
  } else if (tag === 'latest') {
    yield { message: `${block} of Jaeger ${subject.name} runs whatever "latest" is.`, path };
  }
}

/** The operator replaces all pods at once where no strategy is set. */
function* judgeRecreate(subject: ObjectSubject, blocks: readonly string[]): Generator<Problem> {
  const spec = jaegerSpec(subject);
  for (const block of blocks) {
    if (block === 'agent' || block === 'allInOne' || at(spec[block], ['strategy', 'type']) !== undefined)
      continue;
    yield {
      message: `${block} of Jaeger ${subject.name} is recreated at every change, with a gap in between.`,
      path: ['spec', block],
      severity: 'advice',
      fix: `Set ${block}.strategy.type: RollingUpdate.`,
    };
  }
}
