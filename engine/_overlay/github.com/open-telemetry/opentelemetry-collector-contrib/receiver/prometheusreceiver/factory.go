package prometheusreceiver

import (
	"context"

	promconfig "github.com/prometheus/prometheus/config"
	_ "github.com/prometheus/prometheus/discovery/dns"
	_ "github.com/prometheus/prometheus/discovery/file"
	_ "github.com/prometheus/prometheus/discovery/http"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/config/confighttp"
	"go.opentelemetry.io/collector/config/configoptional"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/receiver"

	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/prometheusreceiver/internal/apiserver"
	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/prometheusreceiver/internal/metadata"
	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/prometheusreceiver/internal/targetallocator"
)

// NewFactory makes receivers that read their configuration and never scrape.
func NewFactory() receiver.Factory {
	return receiver.NewFactory(metadata.Type, defaults,
		receiver.WithMetrics(func(context.Context, receiver.Settings, component.Config, consumer.Metrics) (receiver.Metrics, error) {
			return idle{}, nil
		}, metadata.MetricsStability),
	)
}

type idle struct {
	component.StartFunc
	component.ShutdownFunc
}

func defaults() component.Config {
	client := confighttp.NewDefaultClientConfig()
	// Releases that have these fields leave them empty.
	empty := confmap.NewFromStringMap(map[string]any{"max_idle_conns": 0, "idle_conn_timeout": 0, "force_attempt_http2": false})
	_ = empty.Unmarshal(&client, confmap.WithIgnoreUnused())
	return &Config{
		PrometheusConfig: &PromConfig{GlobalConfig: promconfig.DefaultGlobalConfig},
		TargetAllocator:  configoptional.Default(targetallocator.Config{ClientConfig: client}),
		APIServer:        apiserver.DefaultConfig(),
	}
}
