package hetzner

// TypeStr is the word for this detector.
const TypeStr = "hetzner"
