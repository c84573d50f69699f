package upcloud

// TypeStr is the word for this detector.
const TypeStr = "upcloud"
