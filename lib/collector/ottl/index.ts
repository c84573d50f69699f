/** The door of OTTL: reads statements, conditions and values of the OpenTelemetry Transformation Language and tells what is wrong in them. */
export {
  conditionFunctions,
  type FunctionSet,
  routingFunctions,
  signalToMetricsFunctions,
  transformFunctions,
} from './components';
export { type OttlInput, type OttlKind, type OttlPlace, ottlFaults } from './faults';
export { type OttlInterpolation, OttlPart } from './quote';
export { type CheckedOttl, type OttlContext, type OttlTemplate, ottl } from './template';
export type { OttlFault } from './tokens';
