/*
 * What is a secret, in one place: by the name of its field, header or variable, and by its shape. And how to keep it out of
 * what is shown.
 */
export { headerVerdict, type NameVerdict, nameVerdict, placeVerdict } from './names';
export { type SecretPlace, secretPlaces } from './places';
export { argumentSecrets, Redactor, redacted, secretSpans } from './redactor';
export { isLiteralSecret, isSecretBy, isSecretReference, looksRandom, shapesIn } from './shapes';
