package judge

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/connector"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/receiver"
)

// inert is a component of any class that does nothing.
type inert struct{}

func (inert) Start(context.Context, component.Host) error           { return nil }
func (inert) Shutdown(context.Context) error                        { return nil }
func (inert) Capabilities() consumer.Capabilities                   { return consumer.Capabilities{} }
func (inert) ConsumeTraces(context.Context, ptrace.Traces) error    { return nil }
func (inert) ConsumeMetrics(context.Context, pmetric.Metrics) error { return nil }
func (inert) ConsumeLogs(context.Context, plog.Logs) error          { return nil }

// loose is a configuration that takes everything.
type loose struct{}

func (*loose) Unmarshal(*confmap.Conf) error { return nil }

func looseConfig() component.Config { return &loose{} }

const stable = component.StabilityLevelStable

// The factories below stand for types that are not linked. `carries` says which signals, or ways of a connector, there are.

func strangeReceiver(kind component.Type, carries func(string) bool) receiver.Factory {
	var options []receiver.FactoryOption
	if carries("traces") {
		options = append(options, receiver.WithTraces(func(context.Context, receiver.Settings, component.Config, consumer.Traces) (receiver.Traces, error) {
			return inert{}, nil
		}, stable))
	}
	if carries("metrics") {
		options = append(options, receiver.WithMetrics(func(context.Context, receiver.Settings, component.Config, consumer.Metrics) (receiver.Metrics, error) {
			return inert{}, nil
		}, stable))
	}
	if carries("logs") {
		options = append(options, receiver.WithLogs(func(context.Context, receiver.Settings, component.Config, consumer.Logs) (receiver.Logs, error) {
			return inert{}, nil
		}, stable))
	}
	return receiver.NewFactory(kind, looseConfig, options...)
}

func strangeProcessor(kind component.Type, carries func(string) bool) processor.Factory {
	var options []processor.FactoryOption
	if carries("traces") {
		options = append(options, processor.WithTraces(func(context.Context, processor.Settings, component.Config, consumer.Traces) (processor.Traces, error) {
			return inert{}, nil
		}, stable))
	}
	if carries("metrics") {
		options = append(options, processor.WithMetrics(func(context.Context, processor.Settings, component.Config, consumer.Metrics) (processor.Metrics, error) {
			return inert{}, nil
		}, stable))
	}
	if carries("logs") {
		options = append(options, processor.WithLogs(func(context.Context, processor.Settings, component.Config, consumer.Logs) (processor.Logs, error) {
			return inert{}, nil
		}, stable))
	}
	return processor.NewFactory(kind, looseConfig, options...)
}

func strangeExporter(kind component.Type, carries func(string) bool) exporter.Factory {
	var options []exporter.FactoryOption
	if carries("traces") {
		options = append(options, exporter.WithTraces(func(context.Context, exporter.Settings, component.Config) (exporter.Traces, error) {
			return inert{}, nil
		}, stable))
	}
	if carries("metrics") {
		options = append(options, exporter.WithMetrics(func(context.Context, exporter.Settings, component.Config) (exporter.Metrics, error) {
			return inert{}, nil
		}, stable))
	}
	if carries("logs") {
		options = append(options, exporter.WithLogs(func(context.Context, exporter.Settings, component.Config) (exporter.Logs, error) {
			return inert{}, nil
		}, stable))
	}
	return exporter.NewFactory(kind, looseConfig, options...)
}

func strangeConnector(kind component.Type, carries func(string) bool) connector.Factory {
	var options []connector.FactoryOption
	add := func(way string, option connector.FactoryOption) {
		if carries(way) {
			options = append(options, option)
		}
	}
	add("traces traces", connector.WithTracesToTraces(newTraces[consumer.Traces], stable))
	add("traces metrics", connector.WithTracesToMetrics(newTraces[consumer.Metrics], stable))
	add("traces logs", connector.WithTracesToLogs(newTraces[consumer.Logs], stable))
	add("metrics traces", connector.WithMetricsToTraces(newMetrics[consumer.Traces], stable))
	add("metrics metrics", connector.WithMetricsToMetrics(newMetrics[consumer.Metrics], stable))
	add("metrics logs", connector.WithMetricsToLogs(newMetrics[consumer.Logs], stable))
	add("logs traces", connector.WithLogsToTraces(newLogs[consumer.Traces], stable))
	add("logs metrics", connector.WithLogsToMetrics(newLogs[consumer.Metrics], stable))
	add("logs logs", connector.WithLogsToLogs(newLogs[consumer.Logs], stable))
	return connector.NewFactory(kind, looseConfig, options...)
}

func newTraces[Next any](context.Context, connector.Settings, component.Config, Next) (connector.Traces, error) {
	return inert{}, nil
}

func newMetrics[Next any](context.Context, connector.Settings, component.Config, Next) (connector.Metrics, error) {
	return inert{}, nil
}

func newLogs[Next any](context.Context, connector.Settings, component.Config, Next) (connector.Logs, error) {
	return inert{}, nil
}

// InertConnector stands for a connector that is not linked: it takes everything and gives nothing.
func InertConnector(kind component.Type) connector.Factory {
	return strangeConnector(kind, func(string) bool { return true })
}
