package kubeadm

// TypeStr is the word for this detector.
const TypeStr = "kubeadm"
