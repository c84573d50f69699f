package components

import (
	"github.com/open-telemetry/opentelemetry-collector-contrib/connector/routingconnector"
	"github.com/open-telemetry/opentelemetry-collector-contrib/extension/k8sleaderelector"
	"github.com/open-telemetry/opentelemetry-collector-contrib/extension/pprofextension"
	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/logdedupprocessor"
	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/k8sclusterreceiver"
	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/kubeletstatsreceiver"
)

// Modules that cannot be had at Release are linked at the newest earlier release that can: their fields are of that
// release, and so are their names (kubeletstats, logdedup).
func init() {
	receivers = append(receivers, k8sclusterreceiver.NewFactory(), kubeletstatsreceiver.NewFactory())
	processors = append(processors, logdedupprocessor.NewFactory())
	connectors = append(connectors, routingconnector.NewFactory())
	extensions = append(extensions, k8sleaderelector.NewFactory(), pprofextension.NewFactory())
}
