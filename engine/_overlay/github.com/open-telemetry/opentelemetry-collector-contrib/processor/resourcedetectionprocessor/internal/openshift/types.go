package openshift

// TypeStr is the word for this detector.
const TypeStr = "openshift"
