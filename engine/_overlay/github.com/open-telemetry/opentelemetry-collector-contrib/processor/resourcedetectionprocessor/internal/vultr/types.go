package vultr

// TypeStr is the word for this detector.
const TypeStr = "vultr"
