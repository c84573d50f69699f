package k8sattributesprocessor

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processorhelper"
	"go.opentelemetry.io/collector/processor/xprocessor"

	"github.com/open-telemetry/opentelemetry-collector-contrib/internal/k8sconfig"
	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/k8sattributesprocessor/internal/metadata"
)

// Words that a configuration may use.
const (
	filterOPEquals       = "equals"
	filterOPNotEquals    = "not-equals"
	filterOPExists       = "exists"
	filterOPDoesNotExist = "does-not-exist"
	containerImageTag    = "container.image.tag"
)

// NewFactory makes processors that read their configuration and pass everything on.
func NewFactory() processor.Factory {
	return xprocessor.NewFactory(metadata.Type, defaults,
		xprocessor.WithDeprecatedTypeAlias(metadata.DeprecatedType),
		xprocessor.WithTraces(func(ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Traces) (processor.Traces, error) {
			return processorhelper.NewTraces(ctx, set, cfg, next, pass)
		}, metadata.TracesStability),
		xprocessor.WithMetrics(func(ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Metrics) (processor.Metrics, error) {
			return processorhelper.NewMetrics(ctx, set, cfg, next, pass)
		}, metadata.MetricsStability),
		xprocessor.WithLogs(func(ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Logs) (processor.Logs, error) {
			return processorhelper.NewLogs(ctx, set, cfg, next, pass)
		}, metadata.LogsStability),
	)
}

func pass[Data any](_ context.Context, data Data) (Data, error) { return data, nil }

func defaults() component.Config {
	made := &Config{
		APIConfig:              k8sconfig.APIConfig{AuthType: k8sconfig.AuthTypeServiceAccount},
		WaitForMetadataTimeout: 10 * time.Second,
	}
	// Not every release has these.
	later := confmap.NewFromStringMap(map[string]any{"watch_sync_period": "5m", "pod_delete_grace_period": "2m"})
	_ = later.Unmarshal(made, confmap.WithIgnoreUnused())
	return made
}
