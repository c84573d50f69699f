import type { Place } from '../../platform';
import { isUnknown, labelValue, qualifiedName, validateFormat, validateWord } from './formats';
import { type Problems, refusal } from './problem';

const withValues = ['In', 'NotIn'];
const withoutValues = ['Exists', 'DoesNotExist'];
const withNumber = ['Gt', 'Lt'];

/** A selector of objects by their labels. */
export function* validateSelector(selector: Place): Problems {
  yield* validateLabels(selector.at('matchLabels'));
  yield* validateExpressions(selector.at('matchExpressions'), [...withValues, ...withoutValues]);
}

/** Terms that ask for nodes. */
export function* validateNodeTerm(term: Place): Problems {
  for (const key of ['matchExpressions', 'matchFields'])
    yield* validateExpressions(term.at(key), [...withValues, ...withoutValues, ...withNumber]);
}

/** Labels by which something is selected. */
export function* validateLabels(labels: Place): Problems {
  for (const [key, at] of labels.entries) {
    if (!isUnknown(key)) yield* validateFormat(at, qualifiedName, key);
    yield* validateFormat(at, labelValue);
  }
}

function* validateExpressions(list: Place, operators: readonly string[]): Problems {
  for (const expression of list.items) {
    const operator = expression.at('operator');
    yield* validateWord(operator, operators);
    const { text = '' } = operator;
    const values = expression.at('values');
    const count = values.items.length;
    if (withValues.includes(text) && count === 0)
      yield refusal(expression, `asks ${text} without values`, 'List the values.');
    if (withoutValues.includes(text) && count > 0)
      yield refusal(values, `stand beside ${text}, which takes none`, 'Leave values out.');
    if (withNumber.includes(text) && count !== 1)
      yield refusal(expression, `asks ${text} with ${count} values`, 'Write one whole number as text.');
  }
}
