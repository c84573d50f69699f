// Package kubelet holds the words of a configuration; what reads statistics of a kubelet is left out.
package kubelet

import "fmt"

// MetadataLabel is a label that pods may add to metrics.
type MetadataLabel string

// MetricGroup is a group of metrics.
type MetricGroup string

// The groups that there are.
const (
	ContainerMetricGroup MetricGroup = "container"
	PodMetricGroup       MetricGroup = "pod"
	NodeMetricGroup      MetricGroup = "node"
	VolumeMetricGroup    MetricGroup = "volume"
)

// ValidMetricGroups are the groups that may be collected.
var ValidMetricGroups = map[MetricGroup]bool{
	ContainerMetricGroup: true,
	PodMetricGroup:       true,
	NodeMetricGroup:      true,
	VolumeMetricGroup:    true,
}

// ValidateMetadataLabelsConfig says what the real one says.
func ValidateMetadataLabelsConfig(labels []MetadataLabel) error {
	seen := map[MetadataLabel]bool{}
	for _, label := range labels {
		if label != "container.id" && label != "k8s.volume.type" {
			return fmt.Errorf("label %q is not supported", label)
		}
		if seen[label] {
			return fmt.Errorf("duplicate metadata label: %q", label)
		}
		seen[label] = true
	}
	return nil
}
