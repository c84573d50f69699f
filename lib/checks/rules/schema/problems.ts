import type { Path } from '../../../documents';
import type { ObjectSubject } from '../../../platform';
import { objectPath } from '../../engine/place';
import type { Problem } from '../../rule';
import { kindSchema } from '../../schema/catalogue';
import type { SchemaProblem } from '../../schema/problem';
import { validate } from '../../schema/validate';

const known = new WeakMap<object, readonly SchemaProblem[]>();

/** What the schema of its kind finds in an object; each object is validated once for all rules. */
function problemsOf(subject: ObjectSubject): readonly SchemaProblem[] {
  const before = known.get(subject.object);
  if (before !== undefined) return before;
  const schema = kindSchema(subject.apiVersion, subject.kind);
  const found = schema === undefined ? [] : validate(schema, subject.object);
  known.set(subject.object, found);
  return found;
}

/** The problems of one kind, as a rule reports them. */
export function* schemaProblems(subject: ObjectSubject, kind: SchemaProblem['kind']): Generator<Problem> {
  for (const problem of problemsOf(subject)) {
    if (problem.kind !== kind || isCollectorConfiguration(subject, problem.path)) continue;
    const { path, fix } = problem;
    const place = path.length === 0 ? `the ${subject.kind}` : objectPath(path);
    yield { message: `${place} ${problem.message}`, path, ...(fix === undefined ? {} : { fix }) };
  }
}

/** The configuration of a collector has rules of its own, which know more than its definition. */
function isCollectorConfiguration({ kind }: ObjectSubject, path: Path): boolean {
  return kind === 'OpenTelemetryCollector' && path[0] === 'spec' && path[1] === 'config' && path.length > 2;
}
