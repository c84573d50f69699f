// The rules of this folder. Made by `npm run rules`.
export { demandedFieldsAreThere } from './demanded-fields-are-there';
export { fieldsAreKnown } from './fields-are-known';
export { fieldsHaveTheirType } from './fields-have-their-type';
export { kindsAreServed } from './kinds-are-served';
export { rulesOfDefinitionsHold } from './rules-of-definitions-hold';
export { valuesAreInRange } from './values-are-in-range';
