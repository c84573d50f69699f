// Package kube holds the words that a configuration may use; what watches the cluster is left out.
package kube

// Where labels and annotations are taken from.
const (
	MetadataFromPod         = "pod"
	MetadataFromNamespace   = "namespace"
	MetadataFromNode        = "node"
	MetadataFromDeployment  = "deployment"
	MetadataFromReplicaSet  = "replicaset"
	MetadataFromStatefulSet = "statefulset"
	MetadataFromDaemonSet   = "daemonset"
	MetadataFromJob         = "job"
	MetadataFromCronJob     = "cronjob"
)

// PodIdentifierMaxLength is how many sources an association may have.
const PodIdentifierMaxLength = 4
