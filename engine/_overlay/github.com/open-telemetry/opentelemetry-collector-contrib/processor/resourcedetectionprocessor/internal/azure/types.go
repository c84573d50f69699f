package azure

// TypeStr is the word for this detector.
const TypeStr = "azure"
