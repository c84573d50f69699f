package judge

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/connector"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/extension"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/receiver"
	"go.opentelemetry.io/collector/service"
	"go.yaml.in/yaml/v3"
)

// probes bounds how often one part of a configuration is asked about.
const probes = 600

// Judge puts a configuration before the components.
func Judge(factories otelcol.Factories, question Question) Verdict {
	verdict := Verdict{Faults: []Fault{}, Strange: []string{}}
	var config map[string]any
	if err := yaml.Unmarshal([]byte(question.Config), &config); err != nil {
		verdict.Unread = err.Error()
		return verdict
	}
	j := &judging{factories: factories, question: question, config: config, pipelines: pipelinesOf(config)}
	j.open()
	for _, section := range sections {
		j.judgeSection(section)
	}
	j.judgeGraph()
	verdict.Faults = append(verdict.Faults, j.faults...)
	verdict.Strange = append(verdict.Strange, j.strange...)
	return verdict
}

type judging struct {
	factories otelcol.Factories
	question  Question
	config    map[string]any
	pipelines []pipelineText
	faults    []Fault
	strange   []string
	// ready are the configurations with which the graph is built, and the factories that build it.
	ready    otelcol.Config
	builders otelcol.Factories
}

func (j *judging) open() {
	j.ready = otelcol.Config{
		Receivers:  map[component.ID]component.Config{},
		Processors: map[component.ID]component.Config{},
		Exporters:  map[component.ID]component.Config{},
		Connectors: map[component.ID]component.Config{},
		Extensions: map[component.ID]component.Config{},
	}
	j.builders = otelcol.Factories{
		Receivers:  map[component.Type]receiver.Factory{},
		Processors: map[component.Type]processor.Factory{},
		Exporters:  map[component.Type]exporter.Factory{},
		Connectors: map[component.Type]connector.Factory{},
		Extensions: map[component.Type]extension.Factory{},
	}
}

func (j *judging) judgeSection(section string) {
	components, ok := j.config[section].(map[string]any)
	if !ok {
		return
	}
	names := make([]string, 0, len(components))
	for name := range components {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		body, isMap := components[name].(map[string]any)
		if !isMap && components[name] != nil {
			j.blame(section, name, Fault{Stage: decoding, Message: fmt.Sprintf("expected a map, got '%T'", components[name])})
		}
		j.judgeComponent(section, name, body)
	}
}

func (j *judging) judgeComponent(section, name string, body map[string]any) {
	var id component.ID
	if err := id.UnmarshalText([]byte(name)); err != nil {
		j.blame(section, name, Fault{Stage: decoding, Message: err.Error()})
		return
	}
	factory := factoryOf(j.factories, section, id.Type())
	if factory == nil {
		j.strange = append(j.strange, section+"::"+name)
		j.take(section, id, &loose{}, nil)
		return
	}
	one := subject{section, id, name, factory, usesOf(j.pipelines, section, name), j.question.Environment}
	refused, config := one.refused(body)
	if refused == nil && config != nil {
		j.take(section, id, config, factory)
		return
	}
	j.take(section, id, &loose{}, nil)
	if refused == nil {
		return
	}
	p := &prober{body: body, left: probes, ask: func(body map[string]any) *refusal {
		refused, _ := one.refused(body)
		return refused
	}}
	for _, fault := range p.faults() {
		j.blame(section, name, fault)
	}
}

func (j *judging) blame(section, name string, fault Fault) {
	fault.Path = append([]any{section, name}, fault.Path...)
	j.faults = append(j.faults, fault)
}

// take keeps a configuration for the graph. Without a factory something inert stands in the component's place, and in that of all of
// its type: each of those has been built by itself.
func (j *judging) take(section string, id component.ID, config component.Config, factory component.Factory) {
	kind := id.Type()
	inertOne := factory == nil
	linked := factoryOf(j.factories, section, kind)
	carries := func(way string) bool {
		if linked != nil {
			return slices.Contains(ways(linked), way)
		}
		known, ok := j.question.Signals[section][kind.String()]
		return !ok || slices.Contains(known, way)
	}
	switch section {
	case "receivers":
		j.ready.Receivers[id] = config
		place(j.builders.Receivers, kind, linked, inertOne, func() receiver.Factory { return strangeReceiver(kind, carries) })
	case "processors":
		j.ready.Processors[id] = config
		place(j.builders.Processors, kind, linked, inertOne, func() processor.Factory { return strangeProcessor(kind, carries) })
	case "exporters":
		j.ready.Exporters[id] = config
		place(j.builders.Exporters, kind, linked, inertOne, func() exporter.Factory { return strangeExporter(kind, carries) })
	case "connectors":
		j.ready.Connectors[id] = config
		place(j.builders.Connectors, kind, linked, inertOne, func() connector.Factory { return strangeConnector(kind, carries) })
	case "extensions":
		j.ready.Extensions[id] = config
	}
}

func place[F component.Factory](builders map[component.Type]F, kind component.Type, linked component.Factory, inertOne bool, strange func() F) {
	if inertOne {
		builders[kind] = strange()
		return
	}
	if _, there := builders[kind]; !there {
		builders[kind], _ = linked.(F)
	}
}

// judgeGraph puts `service` before the collector: references, pipelines, its own telemetry.
func (j *judging) judgeGraph() {
	body := map[string]any{"service": j.config["service"]}
	if j.config["service"] == nil {
		body = map[string]any{}
	}
	ask := func(body map[string]any) *refusal { return j.refusedGraph(body) }
	p := &prober{body: body, left: probes, ask: ask}
	j.faults = append(j.faults, p.faults()...)
}

func (j *judging) refusedGraph(body map[string]any) *refusal {
	first := j.refusedGraphWith(body, guesses[0])
	if first == nil || !isOpen(body) {
		return first
	}
	for _, guess := range guesses[1:] {
		next := j.refusedGraphWith(body, guess)
		if next == nil {
			return nil
		}
		first.lines = both(first.lines, next.lines)
	}
	if len(first.lines) == 0 {
		return nil
	}
	return first
}

func (j *judging) refusedGraphWith(body map[string]any, guess string) *refusal {
	conf, err := resolved(body, j.question.Environment, guess)
	if err != nil {
		return refuse(decoding, err)
	}
	config := j.ready
	held := struct {
		Service service.Config `mapstructure:"service"`
	}{Service: service.Config{Telemetry: j.factories.Telemetry.CreateDefaultConfig()}}
	if err := conf.Unmarshal(&held); err != nil {
		return refuse(decoding, err)
	}
	config.Service = held.Service
	if err := confmap.Validate(&config); err != nil {
		return refuse(validating, err)
	}
	err = service.Validate(context.Background(), service.Settings{
		ReceiversConfigs:    config.Receivers,
		ReceiversFactories:  j.builders.Receivers,
		ProcessorsConfigs:   config.Processors,
		ProcessorsFactories: j.builders.Processors,
		ExportersConfigs:    config.Exporters,
		ExportersFactories:  j.builders.Exporters,
		ConnectorsConfigs:   config.Connectors,
		ConnectorsFactories: j.builders.Connectors,
		TelemetryFactory:    j.factories.Telemetry,
	}, service.Config{Pipelines: config.Service.Pipelines})
	if err != nil {
		found := refuse(building, err)
		for at, line := range found.lines {
			found.lines[at] = strings.TrimPrefix(line, "failed to build pipelines: ")
		}
		return found
	}
	return nil
}
