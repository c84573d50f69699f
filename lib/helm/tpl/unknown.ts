/** Told by what is not evaluated here: what the template prints cannot be known. */
export class Unknown extends Error {}

/** Told by a template that Helm certainly refuses; the message says why, in half a sentence. */
export class Refused extends Error {}
