package flow

import (
	"context"
	"fmt"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/connector"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/receiver"
	"go.opentelemetry.io/collector/service"

	"otelflux.invalid/engine/components"
	"otelflux.invalid/engine/judge"
)

// taps stand where data comes in and goes out.
type taps struct {
	outcome *Outcome
	began   time.Time
	entries map[component.ID]*entry
}

type entry struct {
	traces  consumer.Traces
	metrics consumer.Metrics
	logs    consumer.Logs
}

func newTaps(outcome *Outcome) *taps {
	return &taps{outcome: outcome, entries: map[component.ID]*entry{}}
}

// settings are those of a service whose ends are taps.
func (t *taps) settings(factories otelcol.Factories, conf *confmap.Conf) (service.Settings, error) {
	set := service.Settings{
		BuildInfo:           component.BuildInfo{Command: "otelcol"},
		ReceiversConfigs:    map[component.ID]component.Config{},
		ReceiversFactories:  map[component.Type]receiver.Factory{},
		ProcessorsConfigs:   map[component.ID]component.Config{},
		ProcessorsFactories: map[component.Type]processor.Factory{},
		ExportersConfigs:    map[component.ID]component.Config{},
		ExportersFactories:  map[component.Type]exporter.Factory{},
		ConnectorsConfigs:   map[component.ID]component.Config{},
		ConnectorsFactories: map[component.Type]connector.Factory{},
		TelemetryFactory:    silent(),
		AsyncErrorChannel:   make(chan error, 16),
	}
	for id := range identified(conf, "receivers") {
		set.ReceiversConfigs[id] = &struct{}{}
		set.ReceiversFactories[id.Type()] = t.receiver(id.Type())
	}
	for id := range identified(conf, "exporters") {
		set.ExportersConfigs[id] = &struct{}{}
		set.ExportersFactories[id.Type()] = t.exporter(id.Type())
	}
	for id, body := range identified(conf, "processors") {
		factory, linked := factories.Processors[id.Type()]
		if !linked || components.OnlyRead["processors::"+id.Type().String()] {
			t.outcome.Skipped = append(t.outcome.Skipped, "processors::"+id.String())
			set.ProcessorsConfigs[id], set.ProcessorsFactories[id.Type()] = &struct{}{}, passing(id.Type())
			continue
		}
		config, err := decoded(factory, "processors", id, body)
		if err != nil {
			return set, err
		}
		set.ProcessorsConfigs[id], set.ProcessorsFactories[id.Type()] = config, factory
	}
	for id, body := range identified(conf, "connectors") {
		factory, linked := factories.Connectors[id.Type()]
		if !linked {
			t.outcome.Skipped = append(t.outcome.Skipped, "connectors::"+id.String())
			set.ConnectorsConfigs[id], set.ConnectorsFactories[id.Type()] = &struct{}{}, judge.InertConnector(id.Type())
			continue
		}
		config, err := decoded(factory, "connectors", id, body)
		if err != nil {
			return set, err
		}
		set.ConnectorsConfigs[id], set.ConnectorsFactories[id.Type()] = config, factory
	}
	return set, nil
}

func decoded(factory component.Factory, section string, id component.ID, body *confmap.Conf) (component.Config, error) {
	config := factory.CreateDefaultConfig()
	if err := body.Unmarshal(&config); err != nil {
		return nil, fmt.Errorf("%s::%s: %w", section, id, err)
	}
	if err := components.Validate(config); err != nil {
		return nil, fmt.Errorf("%s::%s: %w", section, id, err)
	}
	return config, nil
}

// identified lists the components of a section, as far as their ids are legal.
func identified(conf *confmap.Conf, section string) map[component.ID]*confmap.Conf {
	found := map[component.ID]*confmap.Conf{}
	part, err := conf.Sub(section)
	if err != nil {
		return found
	}
	for name := range part.ToStringMap() {
		var id component.ID
		body, err := part.Sub(name)
		if err == nil && id.UnmarshalText([]byte(name)) == nil {
			found[id] = body
		}
	}
	return found
}

type ends struct{}

func (ends) Start(context.Context, component.Host) error { return nil }
func (ends) Shutdown(context.Context) error              { return nil }

func noConfig() component.Config { return &struct{}{} }

const stable = component.StabilityLevelStable

func (t *taps) entry(id component.ID) *entry {
	if t.entries[id] == nil {
		t.entries[id] = &entry{}
	}
	return t.entries[id]
}

func (t *taps) receiver(kind component.Type) receiver.Factory {
	return receiver.NewFactory(kind, noConfig,
		receiver.WithTraces(func(_ context.Context, set receiver.Settings, _ component.Config, next consumer.Traces) (receiver.Traces, error) {
			t.entry(set.ID).traces = next
			return ends{}, nil
		}, stable),
		receiver.WithMetrics(func(_ context.Context, set receiver.Settings, _ component.Config, next consumer.Metrics) (receiver.Metrics, error) {
			t.entry(set.ID).metrics = next
			return ends{}, nil
		}, stable),
		receiver.WithLogs(func(_ context.Context, set receiver.Settings, _ component.Config, next consumer.Logs) (receiver.Logs, error) {
			t.entry(set.ID).logs = next
			return ends{}, nil
		}, stable))
}

// exit keeps what an exporter gets.
type exit struct {
	ends
	taps *taps
	id   string
}

func (exit) Capabilities() consumer.Capabilities { return consumer.Capabilities{} }

func (e exit) keep(signal string, data []byte, err error) error {
	if err == nil {
		e.taps.outcome.Sent = append(e.taps.outcome.Sent, Sent{
			Exporter: e.id, Signal: signal, Data: data, At: time.Since(e.taps.began).Milliseconds(),
		})
	}
	return err
}

func (e exit) ConsumeTraces(_ context.Context, data ptrace.Traces) error {
	text, err := (&ptrace.JSONMarshaler{}).MarshalTraces(data)
	return e.keep("traces", text, err)
}

func (e exit) ConsumeMetrics(_ context.Context, data pmetric.Metrics) error {
	text, err := (&pmetric.JSONMarshaler{}).MarshalMetrics(data)
	return e.keep("metrics", text, err)
}

func (e exit) ConsumeLogs(_ context.Context, data plog.Logs) error {
	text, err := (&plog.JSONMarshaler{}).MarshalLogs(data)
	return e.keep("logs", text, err)
}

func (t *taps) exporter(kind component.Type) exporter.Factory {
	return exporter.NewFactory(kind, noConfig,
		exporter.WithTraces(func(_ context.Context, set exporter.Settings, _ component.Config) (exporter.Traces, error) {
			return exit{taps: t, id: set.ID.String()}, nil
		}, stable),
		exporter.WithMetrics(func(_ context.Context, set exporter.Settings, _ component.Config) (exporter.Metrics, error) {
			return exit{taps: t, id: set.ID.String()}, nil
		}, stable),
		exporter.WithLogs(func(_ context.Context, set exporter.Settings, _ component.Config) (exporter.Logs, error) {
			return exit{taps: t, id: set.ID.String()}, nil
		}, stable))
}

type passingTraces struct {
	ends
	consumer.Traces
}

type passingMetrics struct {
	ends
	consumer.Metrics
}

type passingLogs struct {
	ends
	consumer.Logs
}

// passing is a processor that lets everything by.
func passing(kind component.Type) processor.Factory {
	return processor.NewFactory(kind, noConfig,
		processor.WithTraces(func(_ context.Context, _ processor.Settings, _ component.Config, next consumer.Traces) (processor.Traces, error) {
			return passingTraces{Traces: next}, nil
		}, stable),
		processor.WithMetrics(func(_ context.Context, _ processor.Settings, _ component.Config, next consumer.Metrics) (processor.Metrics, error) {
			return passingMetrics{Metrics: next}, nil
		}, stable),
		processor.WithLogs(func(_ context.Context, _ processor.Settings, _ component.Config, next consumer.Logs) (processor.Logs, error) {
			return passingLogs{Logs: next}, nil
		}, stable))
}
