import { dagre } from '../../../lib/topology/dagre';
import { type LayeredShape, placedShape } from '../../../lib/topology/layered-shape';

jest.mock('../../../lib/topology/dagre', () => {
  const actual = jest.requireActual<typeof import('../../../lib/topology/dagre')>(
    '../../../lib/topology/dagre',
  );
  const counting = { ...actual.dagre(), layout: jest.fn(actual.dagre().layout) };
  return { dagre: () => counting };
});

const shape = (width: number): LayeredShape => ({
  frames: 1,
  nodes: [
    { width: 60, height: 20, frame: 0, end: 'receiver' },
    { width, height: 20, frame: 0 },
    { width: 60, height: 20, frame: 0, end: 'exporter' },
  ],
  edges: [
    [0, 1],
    [1, 2],
  ],
});

describe('a layered layout', () => {
  it('is made once for one shape, whatever its nodes are called', () => {
    const { layout } = dagre();
    const first = placedShape(shape(81));
    expect(placedShape(shape(81))).toBe(first);
    expect(layout).toHaveBeenCalledTimes(1);
    placedShape(shape(82));
    expect(layout).toHaveBeenCalledTimes(2);
  });

  it('leads from receivers on the left to exporters on the right', () => {
    const { nodes, edges } = placedShape(shape(80));
    const [left, middle, right] = nodes.map(({ x = 0 }) => x);
    expect([left, middle, right]).toEqual([left, middle, right].toSorted((a = 0, b = 0) => a - b));
    expect(edges).toHaveLength(2);
    expect(edges[0]?.[0]?.x).toBeGreaterThan(left ?? 0);
  });
});
