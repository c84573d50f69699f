package nova

// TypeStr is the word for this detector.
const TypeStr = "nova"
