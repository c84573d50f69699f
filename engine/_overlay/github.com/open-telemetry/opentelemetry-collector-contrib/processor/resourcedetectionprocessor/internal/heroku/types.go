package heroku

// TypeStr is the word for this detector.
const TypeStr = "heroku"
