import { jaegerSpec, jaegers, type ObjectSubject } from '../../platform';
import { jaegerResource } from '../frames';
import { type EachRule, type Problem, ruleOfEach } from '../rule';

type Jaeger = ReturnType<typeof jaegers>[number];
type Plain = ReturnType<typeof jaegerSpec>;

/** A rule over each resource of the Jaeger operator. */
export interface JaegerRule extends Pick<EachRule, 'id' | 'title' | 'severity' | 'why' | 'fix'> {
  /** Its example, as marked lines of the `spec` of a resource. */
  readonly spec: string;
  /** @param plain the `spec` as the operator reads it */
  check(jaeger: Jaeger, plain: Plain): Iterable<Problem>;
}

export function jaegerRule({
  spec,
  check,
  ...text
}: JaegerRule): EachRule<Jaeger & { readonly subject: ObjectSubject }> {
  return ruleOfEach({
    ...text,
    each: jaegers,
    example: `${jaegerResource}${spec}`,
    check: (jaeger) => check(jaeger, jaegerSpec(jaeger.subject)),
  });
}
