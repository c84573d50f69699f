package lambda

// TypeStr is the word for this detector.
const TypeStr = "lambda"
