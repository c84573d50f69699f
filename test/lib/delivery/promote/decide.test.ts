import fc from 'fast-check';
import { type Decision, decide, type Moment, type Promotion } from '../../../../lib/delivery/promote/decide';
import '../../../support/seed';

const hour = 3_600_000;
const production: Promotion = {
  environment: 'production',
  from: 'develop',
  after: 72 * hour,
  takes: (tag) => !tag.includes('-'),
};

/** Tags of the service in develop from an hour on, with the one that production has throughout. */
function decided(
  tags: readonly (readonly [at: number, tag: string])[],
  now: number,
  here = '1.0.0',
  promotion = production,
): readonly Decision[] {
  const history = tags.map(
    ([at, tag]): Moment => ({
      since: at * hour,
      images: {
        develop: { shop: `registry:5000/shop:${tag}` },
        production: { shop: `registry:5000/shop:${here}` },
      },
    }),
  );
  return decide(history, [promotion], now * hour);
}

describe('a tag of develop goes to production', () => {
  it('once it stood for the whole time', () => {
    expect(decided([[0, '1.1.0']], 72)).toEqual([
      {
        environment: 'production',
        from: 'develop',
        service: 'shop',
        before: 'registry:5000/shop:1.0.0',
        after: 'registry:5000/shop:1.1.0',
        wait: 0,
      },
    ]);
  });

  it('and waits until then', () => {
    expect(decided([[0, '1.1.0']], 71)).toMatchObject([{ after: 'registry:5000/shop:1.1.0', wait: hour }]);
  });

  it('even where a newer one took its place since', () => {
    const tags = [
      [0, '1.1.0'],
      [80, '1.2.0'],
    ] as const;
    expect(decided(tags, 90)).toMatchObject([{ after: 'registry:5000/shop:1.1.0', wait: 0 }]);
    expect(decided(tags, 152)).toMatchObject([{ after: 'registry:5000/shop:1.2.0', wait: 0 }]);
  });

  it('but not where it was replaced before', () => {
    expect(
      decided(
        [
          [0, '1.1.0'],
          [60, '1.2.0'],
        ],
        100,
      ),
    ).toMatchObject([{ after: 'registry:5000/shop:1.2.0', wait: 32 * hour }]);
  });

  it('but not where it was taken back', () => {
    expect(
      decided(
        [
          [0, '1.2.0'],
          [80, '1.1.0'],
        ],
        90,
      ),
    ).toMatchObject([{ after: 'registry:5000/shop:1.1.0', wait: 62 * hour }]);
  });

  it('and begins anew where it came back', () => {
    expect(
      decided(
        [
          [0, '1.1.0'],
          [50, '1.2.0'],
          [60, '1.1.0'],
        ],
        100,
      ),
    ).toMatchObject([{ wait: 32 * hour }]);
  });

  it('unless it is a prerelease, runs already, or would be a step back', () => {
    expect(decided([[0, '1.1.0-rc.1']], 100)).toEqual([]);
    expect(decided([[0, '1.0.0']], 100)).toEqual([]);
    expect(decided([[0, '1.1.0']], 100, '2.0.0')).toEqual([]);
    expect(decided([[0, '1.9.0']], 100, '1.10.0')).toEqual([]);
  });

  it('passing over a prerelease that came later', () => {
    expect(
      decided(
        [
          [0, '1.1.0'],
          [90, '1.2.0-rc.1'],
        ],
        100,
      ),
    ).toMatchObject([{ after: 'registry:5000/shop:1.1.0', wait: 0 }]);
  });

  it('in the order in which tags came that are not versions', () => {
    const any = { ...production, takes: () => true };
    expect(
      decided(
        [
          [0, 'main-7'],
          [100, 'main-8'],
        ],
        110,
        'main-6',
        any,
      ),
    ).toMatchObject([{ after: 'registry:5000/shop:main-7', wait: 0 }]);
  });

  it('and never before its time, whatever came before', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.integer({ min: 1, max: 90 }), fc.constantFrom('1.0.0', '1.1.0', '1.2.0', '2.0.0-a')),
          {
            minLength: 1,
            maxLength: 8,
          },
        ),
        fc.integer({ min: 0, max: 100 }),
        (steps, rest) => {
          let at = 0;
          const tags = steps.map(([step, tag]) => {
            at += step;
            return [at, tag] as const;
          });
          const now = at + rest;
          for (const { after, wait } of decided(tags, now)) {
            const tag = after.split(':').at(-1) ?? '';
            const longest = Math.max(...stretches(tags, tag, now));
            if (wait === 0) expect(longest).toBeGreaterThanOrEqual(72);
            else expect(wait).toBeLessThanOrEqual(72 * hour);
          }
        },
      ),
    );
  });
});

function stretches(tags: readonly (readonly [number, string])[], tag: string, now: number): number[] {
  const found: number[] = [];
  let since: number | undefined;
  for (const [at, one] of [...tags, [now, ''] as const]) {
    if (one === tag) since ??= at;
    else if (since !== undefined) {
      found.push(at - since);
      since = undefined;
    }
  }
  return found;
}
