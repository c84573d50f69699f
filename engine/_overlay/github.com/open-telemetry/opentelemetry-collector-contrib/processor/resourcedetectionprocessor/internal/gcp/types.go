package gcp

// TypeStr is the word for this detector.
const TypeStr = "gcp"
