export * from './collectors';
export * from './components';
export * from './flux';
export * from './jaeger';
export * from './kubernetes';
export * from './operator';
export { Place, type Written } from './place';
export { type ContainerFields, ownOrPods, type PodFields } from './pods';
export {
  allHeldObjects,
  allObjects,
  anyObject,
  anyOf,
  type Fields,
  type List,
  type ObjectView,
} from './shape';
