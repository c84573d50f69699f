package k8sapi

// TypeStr is the word for this detector.
const TypeStr = "k8s_api"

// TypeStrAlias is its former word.
const TypeStrAlias = "k8snode"
