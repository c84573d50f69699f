package loadbalancingexporter

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/servicediscovery/types"
	"go.uber.org/zap"

	"github.com/open-telemetry/opentelemetry-collector-contrib/exporter/loadbalancingexporter/internal/metadata"
)

// elsewhere stands in the place of a resolver whose client does not compile here: its part of the configuration is judged, and it finds
// nobody.
type elsewhere struct{}

func (elsewhere) resolve(context.Context) ([]string, error) { return nil, nil }
func (elsewhere) start(context.Context) error               { return nil }
func (elsewhere) shutdown(context.Context) error            { return nil }
func (elsewhere) onChange(func([]string))                   {}

// newK8sResolver says of the name of a service what the real one says.
func newK8sResolver(_ any, _ *zap.Logger, service string, _ []int32, _ time.Duration, _ bool, _ *metadata.TelemetryBuilder) (resolver, error) {
	parts := strings.Split(service, ".")
	switch {
	case parts[0] == "":
		return nil, errors.New("no service specified to resolve the backends")
	case len(parts) > 2 && parts[1] == "":
		return nil, fmt.Errorf("invalid Kubernetes service FQDN: namespace segment missing in %q", service)
	case len(parts) > 2 && parts[2] != "svc":
		return nil, fmt.Errorf("invalid Kubernetes service FQDN: expected third DNS label to be 'svc' in %q", service)
	case len(parts) == 3:
		return nil, fmt.Errorf("invalid Kubernetes service FQDN: missing cluster domain in %q", service)
	}
	return elsewhere{}, nil
}

// newCloudMapResolver says what the real one says of what is missing.
func newCloudMapResolver(_ *zap.Logger, namespace, service *string, _ *uint16, _ *types.HealthStatusFilter, _, _ time.Duration, _ *string, _ *metadata.TelemetryBuilder) (resolver, error) {
	switch {
	case *namespace == "":
		return nil, errors.New("no Cloud Map namespace specified to resolve the backends")
	case *service == "":
		return nil, errors.New("no Cloud Map service_name specified to resolve the backends")
	}
	return elsewhere{}, nil
}
