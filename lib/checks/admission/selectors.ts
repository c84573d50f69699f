import { type Data, entries, field, isSet, items, type Path } from '../../documents';
import { isUnknown, labelValue, qualifiedName, validateFormat, validateWord } from './formats';
import type { Problems } from './problem';

const withValues = ['In', 'NotIn'];
const withoutValues = ['Exists', 'DoesNotExist'];
const withNumber = ['Gt', 'Lt'];

/** A selector of objects by their labels. */
export function* validateSelector(selector: Data | undefined, path: Path): Problems {
  yield* validateLabels(field(selector, 'matchLabels'), [...path, 'matchLabels']);
  yield* validateExpressions(
    field(selector, 'matchExpressions'),
    [...path, 'matchExpressions'],
    [...withValues, ...withoutValues],
  );
}

/** Terms that ask for nodes. */
export function* validateNodeTerm(term: Data | undefined, path: Path): Problems {
  for (const key of ['matchExpressions', 'matchFields'])
    yield* validateExpressions(
      field(term, key),
      [...path, key],
      [...withValues, ...withoutValues, ...withNumber],
    );
}

/** Labels by which something is selected. */
export function* validateLabels(labels: Data | undefined, path: Path): Problems {
  for (const [key, value] of entries(labels)) {
    if (!isUnknown(key)) yield* validateFormat(key, [...path, key], qualifiedName);
    yield* validateFormat(value, [...path, key], labelValue);
  }
}

function* validateExpressions(list: Data | undefined, path: Path, operators: readonly string[]): Problems {
  for (const [index, expression] of items(list).entries()) {
    const here = [...path, index];
    const operator = field(expression, 'operator');
    yield* validateWord(operator, [...here, 'operator'], operators);
    if (typeof operator !== 'string') continue;
    const values = field(expression, 'values');
    const count = items(values).length;
    if (withValues.includes(operator) && count === 0)
      yield { path: here, message: `asks ${operator} without values`, fix: 'List the values.' };
    if (withoutValues.includes(operator) && isSet(values) && count > 0)
      yield {
        path: [...here, 'values'],
        message: `stand beside ${operator}, which takes none`,
        fix: 'Leave values out.',
      };
    if (withNumber.includes(operator) && count !== 1)
      yield {
        path: here,
        message: `asks ${operator} with ${count} values`,
        fix: 'Write one whole number as text.',
      };
  }
}
