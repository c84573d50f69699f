package ecs

// TypeStr is the word for this detector.
const TypeStr = "ecs"
