import { exprFault, unknownNames } from '../../../../lib/collector/effective/expr';

describe('an expression of log operators', () => {
  test.each([
    ['body = "x"', '"=" compares nothing: write "=="'],
    ['body == "x', 'a text that begins with " does not end'],
    ['(body == "x"', '")" is missing'],
    ['attributes["a"', '"]" is missing'],
    ['body == "x")', '")" closes nothing'],
    ['', 'it is empty'],
    ['body @ 1', '"@" means nothing there'],
    ['body mAtches "^{"', '"mAtches" stands where an operator may'],
    ['attributes.env == "dev""dev"', '"dev" stands where an operator may'],
    ['body 1', '"1" stands where an operator may'],
    [' == "dev"', '"==" has nothing before it'],
    ['body matches and', '"and" has nothing before it'],
    ['(body ==) or true', '"==" has nothing behind it'],
  ])('%s cannot be compiled', (text, fault) => {
    expect(exprFault(text)).toBe(fault);
  });

  test.each([...'([{,;?:!'])('an operator needs a value between itself and "%s"', (mark) => {
    const close = { '(': ')', '[': ']', '{': '}' }[mark] ?? '';
    expect(exprFault(`body${mark} or true${close}`)).toBe('"or" has nothing before it');
  });

  test.each([...')]},;?:'])('an operator needs a value between itself and the "%s" behind it', (mark) => {
    const open = { ')': '(', ']': '[', '}': '{' }[mark] ?? '';
    expect(exprFault(`${open}body or ${mark} true`)).toBe('"or" has nothing behind it');
  });

  test.each(['and or in matches contains startsWith endsWith', '== != <= >= < > && || ** * / % ^ ?? |'])(
    '%s stand between two values',
    (operators) => {
      for (const operator of operators.split(' ')) {
        expect(exprFault(`body ${operator}`)).toBe(`"${operator}" has nothing behind it`);
        expect(exprFault(`${operator} body`)).toBe(`"${operator}" has nothing before it`);
        expect(exprFault(`body ${operator} 1`)).toBeUndefined();
      }
    },
  );

  test.each([
    `body matches '^\\\\s*\\\\{'`,
    'attributes.level in ["a", "b"] and not (resource["k"] == nil)',
    'let x = attributes.a; x ?? 1 > 2 ? true : false',
    'any(body.items, {.name == "x"})',
    '!(body contains "x") && not (body not in ["a"]) || -1 < attributes.n',
    'body ? "a" : nil ?? [1, 2][0]',
    'filter(body.items, # > 1 and .a != "b") | len() > 0',
    'if body == "x" { true } else { false }',
    'body["log.level"] startsWith "e" || len(body) >= 1_000',
  ])('%s is sound', (text) => {
    expect(exprFault(text)).toBeUndefined();
    expect(unknownNames(text)).toEqual([]);
  });

  test.each([
    ['$severity != "error"', ['$severity']],
    ['level == "x" and msg contains "y"', ['level', 'msg']],
    ['$.level == "x"', []],
    ['env("A") == body', []],
    ['$env["A"] == body or timestamp > 1', []],
    ['reduce(items, #acc + .size)', ['items']],
    ['{a: severity}.a == 1', ['severity']],
  ])('%s names %j that no entry has', (text, names) => {
    expect(unknownNames(text)).toEqual(names);
  });
});
