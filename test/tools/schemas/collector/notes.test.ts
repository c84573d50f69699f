import notes from '../../../../imports/collector/notes.json';
import { NotesOfFields } from '../../../../tools/schemas/lib/collector/notes';

test('what is written out goes before a pattern, and the first pattern that fits counts', () => {
  const read = new NotesOfFields({
    'exporter.*.timeout': 'a',
    '*.timeout': 'b',
    'exporter.file.timeout': 'c',
    'Operator*.id': 'd',
  });
  expect(read.of('exporter.file', 'timeout')).toBe('c');
  expect(read.of('exporter.kafka', 'timeout')).toBe('a');
  expect(read.of('Dialer', 'timeout')).toBe('b');
  expect(read.of('OperatorMove', 'id')).toBe('d');
  expect(read.of('Middleware', 'id')).toBeUndefined();
});

test('a sentence about no field at all is named', () => {
  const read = new NotesOfFields({ 'exporter.file.path': 'a', '*.nothing': 'b' });
  expect(read.lost(new Set(['exporter.file.format']))).toEqual(['exporter.file.path', '*.nothing']);
});

test('at least three thousand fields carry a sentence', () => {
  const structs: readonly object[] = [notes.shared, ...Object.values(notes.components)].flatMap((each) =>
    Object.values(each),
  );
  const count = structs.reduce<number>((sum, fields) => sum + Object.keys(fields).length, 0);
  expect(count).toBeGreaterThan(3000);
  for (const text of notes.texts) expect(text).toMatch(/[.…]$/);
});
