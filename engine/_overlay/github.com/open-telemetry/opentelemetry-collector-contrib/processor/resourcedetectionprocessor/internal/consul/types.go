package consul

// TypeStr is the word for this detector.
const TypeStr = "consul"
