package docker

// TypeStr is the word for this detector.
const TypeStr = "docker"
