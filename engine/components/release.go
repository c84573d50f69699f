package components

import (
	"reflect"
	"strings"

	"go.opentelemetry.io/collector/component"
)

// Release is the collector release that the linked modules are of. The build writes this file anew for another release.
const Release = "0.158.0"

// older lists the modules that cannot be had at Release and are linked at the newest earlier release that can.
var older = []string{
	"github.com/open-telemetry/opentelemetry-collector-contrib/connector/routingconnector",    // 0.149.0
	"github.com/open-telemetry/opentelemetry-collector-contrib/extension/k8sleaderelector",    // 0.149.0
	"github.com/open-telemetry/opentelemetry-collector-contrib/extension/pprofextension",      // 0.155.0
	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/logdedupprocessor",   // 0.149.0
	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/k8sclusterreceiver",   // 0.149.0
	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/kubeletstatsreceiver", // 0.149.0
}

// IsOlder tells whether a component is of an earlier release than the others, so that it may lack fields that Release knows.
func IsOlder(factory component.Factory) bool {
	kind := reflect.TypeOf(factory.CreateDefaultConfig())
	if kind == nil {
		return false
	}
	if kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	for _, module := range older {
		if kind.PkgPath() == module || strings.HasPrefix(kind.PkgPath(), module+"/") {
			return true
		}
	}
	return false
}
