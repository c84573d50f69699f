package ec2

// TypeStr is the word for this detector.
const TypeStr = "ec2"
