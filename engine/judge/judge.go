package judge

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sort"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/connector"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/extension"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/receiver"
	"go.opentelemetry.io/collector/service"
	"go.yaml.in/yaml/v3"

	"otelflux.invalid/engine/components"
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
	j.judgeReferences()
	j.judgeSections()
	for _, section := range sections {
		j.judgeSection(section)
	}
	j.judgeGraph()
	verdict.Faults = append(verdict.Faults, j.faults...)
	verdict.Strange = append(verdict.Strange, j.strange...)
	verdict.Broken = j.broken
	return verdict
}

type judging struct {
	factories otelcol.Factories
	question  Question
	config    map[string]any
	pipelines []pipelineText
	faults    []Fault
	strange   []string
	broken    []string
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

// judgeReferences looks at what the collector does first with the whole text: it puts in what `${…}` refers to.
func (j *judging) judgeReferences() {
	if !isOpen(j.config) {
		return
	}
	p := &prober{body: j.config, left: probes, readsReferences: true, ask: func(body map[string]any) *refusal {
		if _, err := resolved(body, j.question.Environment, guesses[0]); err != nil {
			return refuse(decoding, err)
		}
		return nil
	}}
	j.faults = append(j.faults, p.faults()...)
}

// judgeSections looks for what the collector has no place for.
func (j *judging) judgeSections() {
	for _, key := range slices.Sorted(maps.Keys(j.config)) {
		value := j.config[key]
		_, isMap := value.(map[string]any)
		switch {
		case key != "service" && !slices.Contains(sections, key):
			j.faults = append(j.faults, Fault{Stage: decoding, Message: "has invalid keys: " + key, Path: []any{key}})
		case !isMap && value != nil && !isOpen(value):
			j.faults = append(j.faults, Fault{Stage: decoding, Message: fmt.Sprintf("expected a map, got '%T'", value), Path: []any{key}})
		}
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
	j.take(section, id, factory)
	if factory == nil {
		j.strange = append(j.strange, section+"::"+name)
		return
	}
	defer func() {
		if broken := recover(); broken != nil {
			// Components are made for real machines: one that cannot live here says nothing about its configuration.
			j.broken = append(j.broken, fmt.Sprintf("%s::%s: %v", section, name, broken))
		}
	}()
	one := subject{section, id, factory, usesOf(j.pipelines, section, name), j.question.Environment}
	p := &prober{body: body, left: probes, ask: one.refused}
	for _, fault := range p.all() {
		j.blame(section, name, fault)
	}
}

func (j *judging) blame(section, name string, fault Fault) {
	fault.Path = append([]any{section, name}, fault.Path...)
	j.faults = append(j.faults, fault)
}

// take keeps a component for the graph, where something inert with the same signals stands in its place: it has been built by itself, and
// some components change their configuration when they are built, so that a second look at it would tell another story.
func (j *judging) take(section string, id component.ID, linked component.Factory) {
	kind := id.Type()
	carries := func(way string) bool {
		if linked != nil {
			return slices.Contains(ways(linked), way)
		}
		known, ok := j.question.Signals[section][kind.String()]
		return !ok || slices.Contains(known, way)
	}
	switch section {
	case "receivers":
		j.ready.Receivers[id] = &loose{}
		j.builders.Receivers[kind] = strangeReceiver(kind, carries)
	case "processors":
		j.ready.Processors[id] = &loose{}
		j.builders.Processors[kind] = strangeProcessor(kind, carries)
	case "exporters":
		j.ready.Exporters[id] = &loose{}
		j.builders.Exporters[kind] = strangeExporter(kind, carries)
	case "connectors":
		j.ready.Connectors[id] = &loose{}
		j.builders.Connectors[kind] = strangeConnector(kind, carries)
	case "extensions":
		j.ready.Extensions[id] = &loose{}
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
	// The collector names one of several faulty pipelines, in no order: where variables stand in its own telemetry only, pipelines are
	// asked about without it, since of guesses only what all agree on counts.
	if plain := withoutTelemetry(body); isOpen(body) && !isOpen(plain) {
		if refused := j.refusedGraphWith(plain, guesses[0]); refused != nil {
			return refused
		}
	}
	first := j.refusedGraphWith(body, guesses[0])
	if first == nil || !isOpen(body) {
		return first
	}
	return whatever(first, func(guess string) *refusal { return j.refusedGraphWith(body, guess) })
}

func withoutTelemetry(body map[string]any) map[string]any {
	service, ok := body["service"].(map[string]any)
	if !ok {
		return body
	}
	service = maps.Clone(service)
	delete(service, "telemetry")
	return map[string]any{"service": service}
}

func (j *judging) refusedGraphWith(body map[string]any, guess string) *refusal {
	conf, err := resolved(body, j.question.Environment, guess)
	if err != nil {
		return nil // said of the configuration as a whole
	}
	config := j.ready
	held := struct {
		Service service.Config `mapstructure:"service"`
	}{Service: service.Config{Telemetry: j.factories.Telemetry.CreateDefaultConfig()}}
	if err := conf.Unmarshal(&held); err != nil {
		return refuse(decoding, err)
	}
	config.Service = held.Service
	if err := components.Validate(&config); err != nil {
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
		if inner := errors.Unwrap(err); inner != nil {
			err = inner // without "failed to build pipelines"
		}
		return refuse(building, err)
	}
	return nil
}
