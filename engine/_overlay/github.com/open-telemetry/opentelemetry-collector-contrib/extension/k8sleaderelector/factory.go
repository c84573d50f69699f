package k8sleaderelector

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"

	"github.com/open-telemetry/opentelemetry-collector-contrib/extension/k8sleaderelector/internal/metadata"
	"github.com/open-telemetry/opentelemetry-collector-contrib/internal/k8sconfig"
)

// NewFactory makes extensions that read their configuration and elect nobody.
func NewFactory() extension.Factory {
	return extension.NewFactory(metadata.Type, defaults,
		func(context.Context, extension.Settings, component.Config) (extension.Extension, error) {
			return idle{}, nil
		},
		component.StabilityLevelDevelopment,
	)
}

type idle struct {
	component.StartFunc
	component.ShutdownFunc
}

func defaults() component.Config {
	return &Config{
		APIConfig:     k8sconfig.APIConfig{AuthType: k8sconfig.AuthTypeServiceAccount},
		LeaseDuration: 15 * time.Second,
		RenewDuration: 10 * time.Second,
		RetryPeriod:   2 * time.Second,
	}
}
