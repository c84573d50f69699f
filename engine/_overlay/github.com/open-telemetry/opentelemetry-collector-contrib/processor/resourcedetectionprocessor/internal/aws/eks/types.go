package eks

// TypeStr is the word for this detector.
const TypeStr = "eks"
