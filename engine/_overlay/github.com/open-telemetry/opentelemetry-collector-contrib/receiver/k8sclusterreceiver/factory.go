package k8sclusterreceiver

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/receiver"

	"github.com/open-telemetry/opentelemetry-collector-contrib/internal/k8sconfig"
	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/k8sclusterreceiver/internal/metadata"
)

const (
	distributionKubernetes = "kubernetes"
	distributionOpenShift  = "openshift"
)

// NewFactory makes receivers that read their configuration and never receive.
func NewFactory() receiver.Factory {
	return receiver.NewFactory(metadata.Type, defaults,
		receiver.WithMetrics(func(context.Context, receiver.Settings, component.Config, consumer.Metrics) (receiver.Metrics, error) {
			return idle{}, nil
		}, metadata.MetricsStability),
		receiver.WithLogs(func(context.Context, receiver.Settings, component.Config, consumer.Logs) (receiver.Logs, error) {
			return idle{}, nil
		}, metadata.MetricsStability),
	)
}

type idle struct {
	component.StartFunc
	component.ShutdownFunc
}

func defaults() component.Config {
	return &Config{
		APIConfig:                  k8sconfig.APIConfig{AuthType: k8sconfig.AuthTypeServiceAccount},
		Distribution:               distributionKubernetes,
		CollectionInterval:         10 * time.Second,
		NodeConditionTypesToReport: []string{"Ready"},
		MetadataCollectionInterval: 5 * time.Minute,
		MetricsBuilderConfig:       metadata.DefaultMetricsBuilderConfig(),
	}
}
