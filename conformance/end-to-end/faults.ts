import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { collectorCounter } from './collector';
import type { CollectorFacts } from './platform';
import type { Scene } from './scene';
import { type JaegerSpan, waitForSpans } from './traces';

/** What was sent and what arrived. */
export interface Figures {
  /** Requests that were made. */
  readonly requests: number;
  /** Requests that the service answered with 201. */
  readonly served: number;
  /** Of those, the ones whose whole trace (four spans) is in Jaeger. */
  readonly complete: number;
  /** Of those, the ones of which something is missing, but not all. */
  readonly partial: number;
  /** The ones of which Jaeger has nothing. */
  readonly lost: number;
  /** Requests made after the fault had ended, and how many of their traces are whole. */
  readonly after: { readonly served: number; readonly complete: number };
}

/** A fault in the middle of steady traffic. */
export interface TrafficFault {
  readonly name: string;
  /** How long it lasts in ms. */
  readonly lasts: number;
  begin(scene: Scene): Promise<void>;
  end(scene: Scene): Promise<void>;
  /** What must hold of the figures; undefined where it does. */
  judge(figures: Figures): string | undefined;
}

const perSecond = 10;
const beforeMs = 4_000;
const afterMs = 6_000;
const spansOfOne = 4;

const served = (figures: Figures): string | undefined =>
  figures.served === figures.requests
    ? undefined
    : `${figures.requests - figures.served} requests were not served`;

const recovered = ({ after }: Figures): string | undefined =>
  after.served > 0 && after.complete === after.served
    ? undefined
    : `after the fault ${after.complete} of ${after.served} traces arrived whole`;

/** The faults that are tried, with what the emitted configuration owes in each. */
export const faults: readonly TrafficFault[] = [
  {
    name: 'Jaeger is down for 20 s',
    lasts: 20_000,
    begin: (scene) => scene.stopJaeger(),
    end: (scene) => scene.startJaeger(),
    // The exporter's queue and its retries of five minutes hold what the outage keeps back.
    judge: (figures) =>
      served(figures) ??
      (figures.complete === figures.served
        ? undefined
        : `${figures.lost + figures.partial} traces were lost`),
  },
  {
    name: 'the collector is killed and back 5 s later',
    lasts: 5_000,
    begin: (scene) => scene.stopCollector('SIGKILL'),
    end: (scene) => scene.startCollector(),
    // What lay in the killed process is gone; only the requests and the time after are owed.
    judge: (figures) => served(figures) ?? recovered(figures),
  },
  {
    name: 'memory_limiter is at its limit for 10 s',
    lasts: 10_000,
    begin: async (scene) => {
      await scene.stopCollector();
      await scene.startCollector(starved(scene.platform.collector));
    },
    end: async (scene) => {
      await scene.stopCollector();
      await scene.startCollector();
    },
    judge: (figures) => served(figures) ?? recovered(figures),
  },
];

/** The emitted configuration with a limit that the collector is above from its start. */
function starved(collector: CollectorFacts): CollectorFacts {
  const processors = { ...(collector.config.processors as Record<string, unknown>) };
  processors.memory_limiter = { check_interval: '100ms', limit_mib: 8, spike_limit_mib: 2 };
  return { ...collector, config: { ...collector.config, processors } };
}

/** Puts a fault into steady traffic, waits for what is still under way and counts. */
export async function suffer(
  scene: Scene,
  fault: TrafficFault,
): Promise<{ figures: Figures; refused: number }> {
  const traffic = new Traffic(scene);
  await sleep(beforeMs);
  await fault.begin(scene);
  await sleep(fault.lasts);
  // What the collector refused is forgotten with its process.
  const refused = await collectorCounter('otelcol_receiver_refused_spans').catch(() => 0);
  await fault.end(scene);
  // A little later than the end: what was under way in that moment belongs to the fault.
  await sleep(2_000);
  const recoveredAt = traffic.requests.length;
  await sleep(afterMs);
  await traffic.stop();
  await scene.stopExpenses();
  const answered = traffic.requests.filter(({ status }) => status === 201);
  const spans = await waitForSpans(
    scene.spans,
    (found) => found.length >= answered.length * spansOfOne,
    45_000,
  );
  return { figures: count(traffic.requests, recoveredAt, spans), refused };
}

interface Request {
  readonly traceId: string;
  status: number;
}

/** Requests at a steady pace, each the root of a trace whose id is known. */
class Traffic {
  readonly requests: Request[] = [];
  private readonly open: Promise<void>[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly scene: Scene) {
    this.timer = setInterval(() => this.open.push(this.send()), 1000 / perSecond);
  }

  /** Makes no more requests and waits for the answers. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.open);
  }

  private async send(): Promise<void> {
    const request: Request = { traceId: randomBytes(16).toString('hex'), status: 0 };
    this.requests.push(request);
    request.status = await this.scene.post(request.traceId);
  }
}

function count(requests: readonly Request[], recoveredAt: number, spans: readonly JaegerSpan[]): Figures {
  const arrived = new Map<string, Set<string>>();
  for (const { traceId, spanId } of spans)
    arrived.set(traceId, (arrived.get(traceId) ?? new Set()).add(spanId));
  const sizeOf = ({ traceId }: Request) => arrived.get(traceId)?.size ?? 0;
  const isServed = ({ status }: Request) => status === 201;
  const tell = (some: readonly Request[]) => some.filter(isServed);
  const all = tell(requests);
  const later = tell(requests.slice(recoveredAt));
  return {
    requests: requests.length,
    served: all.length,
    complete: all.filter((request) => sizeOf(request) >= spansOfOne).length,
    partial: all.filter((request) => sizeOf(request) > 0 && sizeOf(request) < spansOfOne).length,
    lost: all.filter((request) => sizeOf(request) === 0).length,
    after: {
      served: later.length,
      complete: later.filter((request) => sizeOf(request) >= spansOfOne).length,
    },
  };
}
