package scaleway

// TypeStr is the word for this detector.
const TypeStr = "scaleway"
