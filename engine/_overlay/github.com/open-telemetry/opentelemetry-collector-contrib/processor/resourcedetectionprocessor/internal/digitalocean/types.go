package digitalocean

// TypeStr is the word for this detector.
const TypeStr = "digitalocean"
