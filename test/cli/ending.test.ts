import { endedBy, Refusal, WrongUse } from '../../cli/ending';

describe('what a verb cannot do', () => {
  const told: string[] = [];
  beforeEach(() => {
    told.length = 0;
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
  });
  afterEach(() => jest.restoreAllMocks());

  it('is one line and 2 where it was used wrongly', () => {
    expect(endedBy('graph', new WrongUse('x.yaml: cannot be opened'))).toBe(2);
    expect(told).toEqual(['otelflux graph: x.yaml: cannot be opened\n']);
  });

  it('is one line whatever was typed', () => {
    expect(endedBy('graph', new WrongUse('a\n::error::b\u001b[2J: there is no such file'))).toBe(2);
    expect(told).toEqual(['otelflux graph: a\\n::error::b\\u001b[2J: there is no such file\n']);
  });

  it('is one line and 1 where the answer is no', () => {
    expect(endedBy('graph', new Refusal('no picture was drawn'))).toBe(1);
    expect(told).toEqual(['otelflux graph: no picture was drawn\n']);
  });

  it('goes on where it is a fault of ours', () => {
    expect(() => endedBy('graph', new TypeError('x is not a function'))).toThrow('x is not a function');
    expect(told).toEqual([]);
  });
});
