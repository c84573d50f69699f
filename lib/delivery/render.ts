import { ApiObject, Chart, DependencyGraph } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Document } from './tree';
import { verbatimMembers } from './verbatim';

/** Every failed validation of a construct tree, each with the path of its construct. */
export class ConstructsInvalid extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConstructsInvalid';
  }
}

/**
 * Runs the validations (`node.addValidation`) of a construct and everything below it once. cdk8s' own synthesis runs
 * those of the whole app again for every chart.
 * @throws ConstructsInvalid with all of them
 */
export function validateConstructs(root: IConstruct): void {
  const problems = root.node
    .findAll()
    .flatMap((construct) => construct.node.validate().map((problem) => `${construct.node.path}: ${problem}`));
  if (problems.length > 0) throw new ConstructsInvalid(problems);
}

/**
 * The objects of a chart as documents, in time linear in the chart: in the order of construction, dependencies first.
 * Objects of nested charts are left to those charts. A dependency on an object of another chart does not matter here:
 * each object becomes a file of its own, and Flux orders layers.
 * @throws Error naming the construct when cdk8s cannot serialise it
 */
export function renderChart(chart: Chart): Document[] {
  return inDependencyOrder(chart)
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter((object) => Chart.of(object) === chart)
    .map((object) => ({ object: toPlain(object), construct: object.node.path, ...verbatimMembers(object) }));
}

/**
 * Without dependencies the order is that of construction; cdk8s' graph is asked only where there are some, since it
 * walks a diamond of dependencies once for every way through it.
 */
function inDependencyOrder(chart: Chart): IConstruct[] {
  const constructs = chart.node.findAll();
  return constructs.some((construct) => construct.node.dependencies.length > 0)
    ? new DependencyGraph(chart.node).topology()
    : constructs;
}

function toPlain(object: ApiObject): object {
  const plain: unknown = object.toJson();
  if (typeof plain !== 'object' || plain === null) {
    throw new Error(`${object.node.path}: toJson() must return an object, not ${JSON.stringify(plain)}`);
  }
  return plain;
}
