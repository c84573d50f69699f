package k8snode

// TypeStr is the word for this detector.
const TypeStr = "k8snode"
