package akamai

// TypeStr is the word for this detector.
const TypeStr = "akamai"
