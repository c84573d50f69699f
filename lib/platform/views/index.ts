export * from './collectors';
export * from './flux';
export * from './jaeger';
export * from './kubernetes';
export { Place, type Written } from './place';
export { allObjects, anyObject, anyOf, type Fields, type List, type ObjectView } from './shape';
