package judge

import (
	"context"
	"errors"
	"slices"
	"sort"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/connector"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pipeline"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/receiver"
	noopmetric "go.opentelemetry.io/otel/metric/noop"
	nooptrace "go.opentelemetry.io/otel/trace/noop"
	"go.uber.org/zap"
)

// sections of a configuration that hold components, in the order in which they are judged.
var sections = []string{"receivers", "processors", "exporters", "connectors", "extensions"}

// factoryOf is the factory of a component's type; nil where the type is not linked.
func factoryOf(factories otelcol.Factories, section string, kind component.Type) component.Factory {
	switch section {
	case "receivers":
		return orNil(factories.Receivers, kind)
	case "processors":
		return orNil(factories.Processors, kind)
	case "exporters":
		return orNil(factories.Exporters, kind)
	case "connectors":
		return orNil(factories.Connectors, kind)
	default:
		return orNil(factories.Extensions, kind)
	}
}

func orNil[F component.Factory](factories map[component.Type]F, kind component.Type) component.Factory {
	if factory, ok := factories[kind]; ok {
		return factory
	}
	return nil
}

// ways tells what a factory carries, in the words of Question.Signals.
func ways(factory component.Factory) []string {
	var found []string
	add := func(way string, level component.StabilityLevel) {
		if level != component.StabilityLevelUndefined {
			found = append(found, way)
		}
	}
	switch f := factory.(type) {
	case connector.Factory:
		add("traces traces", f.TracesToTracesStability())
		add("traces metrics", f.TracesToMetricsStability())
		add("traces logs", f.TracesToLogsStability())
		add("metrics traces", f.MetricsToTracesStability())
		add("metrics metrics", f.MetricsToMetricsStability())
		add("metrics logs", f.MetricsToLogsStability())
		add("logs traces", f.LogsToTracesStability())
		add("logs metrics", f.LogsToMetricsStability())
		add("logs logs", f.LogsToLogsStability())
	case interface {
		TracesStability() component.StabilityLevel
		MetricsStability() component.StabilityLevel
		LogsStability() component.StabilityLevel
	}:
		add("traces", f.TracesStability())
		add("metrics", f.MetricsStability())
		add("logs", f.LogsStability())
	}
	return found
}

func quiet() component.TelemetrySettings {
	return component.TelemetrySettings{
		Logger:         zap.NewNop(),
		TracerProvider: nooptrace.NewTracerProvider(),
		MeterProvider:  noopmetric.NewMeterProvider(),
		Resource:       pcommon.NewResource(),
	}
}

// build makes a component for each use of it in a pipeline, as the collector would, with nothing behind it.
func build(factory component.Factory, id component.ID, config component.Config, uses uses) ([]component.Component, error) {
	ctx := context.Background()
	var made []component.Component
	keep := func(one component.Component, err error) error {
		if errors.Is(err, pipeline.ErrSignalNotSupported) {
			return nil // the graph says so, with the pipeline
		}
		if err == nil {
			made = append(made, one)
		}
		return err
	}
	for _, use := range uses.sorted() {
		var err error
		switch f := factory.(type) {
		case receiver.Factory:
			set := receiver.Settings{ID: id, TelemetrySettings: quiet()}
			switch use.signal {
			case "traces":
				err = keep(f.CreateTraces(ctx, set, config, inert{}))
			case "metrics":
				err = keep(f.CreateMetrics(ctx, set, config, inert{}))
			case "logs":
				err = keep(f.CreateLogs(ctx, set, config, inert{}))
			}
		case processor.Factory:
			set := processor.Settings{ID: id, TelemetrySettings: quiet()}
			switch use.signal {
			case "traces":
				err = keep(f.CreateTraces(ctx, set, config, inert{}))
			case "metrics":
				err = keep(f.CreateMetrics(ctx, set, config, inert{}))
			case "logs":
				err = keep(f.CreateLogs(ctx, set, config, inert{}))
			}
		case exporter.Factory:
			set := exporter.Settings{ID: id, TelemetrySettings: quiet()}
			switch use.signal {
			case "traces":
				err = keep(f.CreateTraces(ctx, set, config))
			case "metrics":
				err = keep(f.CreateMetrics(ctx, set, config))
			case "logs":
				err = keep(f.CreateLogs(ctx, set, config))
			}
		case connector.Factory:
			set := connector.Settings{ID: id, TelemetrySettings: quiet()}
			err = buildConnector(ctx, f, set, config, use, keep)
		}
		if err != nil {
			return made, err
		}
	}
	return made, nil
}

func buildConnector(ctx context.Context, f connector.Factory, set connector.Settings, config component.Config, use use, keep func(component.Component, error) error) error {
	traces := connector.NewTracesRouter(nothingBehind[consumer.Traces](use.to))
	metrics := connector.NewMetricsRouter(nothingBehind[consumer.Metrics](use.to))
	logs := connector.NewLogsRouter(nothingBehind[consumer.Logs](use.to))
	switch use.signal + " " + use.next {
	case "traces traces":
		return keep(f.CreateTracesToTraces(ctx, set, config, traces))
	case "traces metrics":
		return keep(f.CreateTracesToMetrics(ctx, set, config, metrics))
	case "traces logs":
		return keep(f.CreateTracesToLogs(ctx, set, config, logs))
	case "metrics traces":
		return keep(f.CreateMetricsToTraces(ctx, set, config, traces))
	case "metrics metrics":
		return keep(f.CreateMetricsToMetrics(ctx, set, config, metrics))
	case "metrics logs":
		return keep(f.CreateMetricsToLogs(ctx, set, config, logs))
	case "logs traces":
		return keep(f.CreateLogsToTraces(ctx, set, config, traces))
	case "logs metrics":
		return keep(f.CreateLogsToMetrics(ctx, set, config, metrics))
	case "logs logs":
		return keep(f.CreateLogsToLogs(ctx, set, config, logs))
	}
	return nil
}

func nothingBehind[C any](pipelines []pipeline.ID) map[pipeline.ID]C {
	made := map[pipeline.ID]C{}
	for _, id := range pipelines {
		if one, ok := any(inert{}).(C); ok {
			made[id] = one
		}
	}
	return made
}

// use is one way in which pipelines use a component.
type use struct {
	signal string
	// next is the signal that a connector gives on, and `to` the pipelines of that signal that it feeds.
	next string
	to   []pipeline.ID
}

type uses map[string]use

func (u uses) sorted() []use {
	keys := make([]string, 0, len(u))
	for key := range u {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	found := make([]use, len(keys))
	for at, key := range keys {
		found[at] = u[key]
	}
	return found
}

// pipelineText is a pipeline as written, whatever is not a name left out.
type pipelineText struct {
	id                               pipeline.ID
	receivers, processors, exporters []string
}

func pipelinesOf(config map[string]any) []pipelineText {
	service, _ := config["service"].(map[string]any)
	written, _ := service["pipelines"].(map[string]any)
	var found []pipelineText
	for name, body := range written {
		var one pipelineText
		if one.id.UnmarshalText([]byte(name)) != nil {
			continue
		}
		members, _ := body.(map[string]any)
		one.receivers, one.processors, one.exporters = texts(members["receivers"]), texts(members["processors"]), texts(members["exporters"])
		found = append(found, one)
	}
	sort.Slice(found, func(a, b int) bool { return found[a].id.String() < found[b].id.String() })
	return found
}

func texts(value any) []string {
	list, _ := value.([]any)
	var found []string
	for _, each := range list {
		if text, ok := each.(string); ok {
			found = append(found, text)
		}
	}
	return found
}

// usesOf tells how the pipelines use a component; a component that none uses is never built.
func usesOf(pipelines []pipelineText, section, id string) uses {
	found := uses{}
	for _, one := range pipelines {
		signal := one.id.Signal().String()
		listed := map[string][]string{"receivers": one.receivers, "processors": one.processors, "exporters": one.exporters}
		if section != "connectors" {
			if slices.Contains(listed[section], id) {
				found[signal] = use{signal: signal}
			}
			continue
		}
		if !slices.Contains(one.exporters, id) {
			continue
		}
		for _, next := range pipelines {
			if slices.Contains(next.receivers, id) {
				key := signal + " " + next.id.Signal().String()
				way := found[key]
				if way.signal == "" {
					way = use{signal: signal, next: next.id.Signal().String()}
				}
				if !slices.Contains(way.to, next.id) {
					way.to = append(way.to, next.id)
				}
				found[key] = way
			}
		}
	}
	return found
}
