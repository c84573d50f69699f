import { effectiveStorage, liveBlocks } from '../../../jaeger';
import type { JaegerBlock } from '../../../platform';
import { jaegerRule } from '../../jaeger/rule';
import type { Problem } from '../../rule';

export const nothingRemovedIsUsed = jaegerRule({
  id: 'JG-19',
  title: 'A Jaeger resource uses nothing that its operator or Jaeger 1.65 has dropped',
  severity: 'warning',
  why: 'What is dropped is ignored, or the pod crashes on flags that its image does not know.',
  fix: 'Remove the field, or pin an image of Jaeger v1.',
  spec: `
    strategy: allinone
-   allInOne: {image: "jaegertracing/jaeger:2.19.0"}
+   allInOne: {image: "jaegertracing/all-in-one:1.65.0"}
    ingress: {enabled: false}
`,
  *check({ name, spec }, plain) {
    for (const { place, config } of [spec.allInOne, spec.collector, spec.ingester, spec.agent, spec.query]) {
      if (config.keys.length > 0)
        yield { message: `Jaeger ${name} sets ${place.key}.config, which no code reads.`, at: config };
    }
    for (const block of liveBlocks(plain)) yield* imageProblems(name, spec[block]);
    if (spec.agent.strategy.shown.toLowerCase() === 'daemonset') {
      yield {
        message: `Jaeger ${name} runs the agent, which ended with Jaeger 1.62.`,
        at: spec.agent.strategy,
      };
    }
    if (effectiveStorage(plain) === 'grpc-plugin') {
      yield {
        message: `Jaeger ${name} stores through a grpc-plugin, which Jaeger dropped in 1.58.`,
        at: spec.storage.type,
      };
    }
    // The operator replaces all pods at once where no strategy is set.
    for (const block of liveBlocks(plain)) {
      if (block === 'agent' || block === 'allInOne' || spec[block].strategy.at('type').isWritten) continue;
      yield {
        message: `${block} of Jaeger ${name} is recreated at every change, with a gap in between.`,
        at: spec[block].place,
        severity: 'advice',
        fix: `Set ${block}.strategy.type: RollingUpdate.`,
      };
    }
  },
});

function* imageProblems(name: string, { place, image }: JaegerBlock): Generator<Problem> {
  const text = image.known ?? '';
  const tag = /:([^/:@]+)$/.exec(text)?.[1];
  const runs = `${place.key} of Jaeger ${name} runs`;
  if (/(?:^|\/)jaeger(?::|@|$)/.test(text) || (tag !== undefined && /^v?2\./.test(tag))) {
    yield {
      message: `${runs} ${text}, an image of Jaeger v2 that does not know the flags of v1.`,
      at: image,
      severity: 'error',
    };
  } else if (tag === 'latest') {
    yield { message: `${runs} whatever "latest" is.`, at: image };
  }
}
