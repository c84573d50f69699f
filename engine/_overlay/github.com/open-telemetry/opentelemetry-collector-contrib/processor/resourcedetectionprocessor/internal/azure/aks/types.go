package aks

// TypeStr is the word for this detector.
const TypeStr = "aks"
