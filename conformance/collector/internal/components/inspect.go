package components

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"sort"
	"strings"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/connector"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/receiver"
)

// Component is what one factory tells.
type Component struct {
	Class   string `json:"class"`
	Type    string `json:"type"`
	Package string `json:"package"`
	Release string `json:"release"`
	// Stability by signal, by pair, or by the word extension.
	Stability map[string]string `json:"stability"`
	Config    string            `json:"config"`
	Defaults  any               `json:"defaults,omitempty"`
}

// Inspection is everything that the linked factories tell.
type Inspection struct {
	Release    string             `json:"release"`
	Components []Component        `json:"components"`
	Structs    map[string]*Struct `json:"structs"`
	// Operators are the log operators: type to struct.
	Operators map[string]string `json:"operators"`
	// Scrapers of the host metrics receiver: name to struct.
	Scrapers map[string]string `json:"scrapers"`
}

// Inspect asks every linked factory for its default configuration and reads its type.
func Inspect() (Inspection, error) {
	reader := &typeReader{structs: map[string]*Struct{}}
	releases := moduleReleases()
	found := Inspection{Release: Release}
	add := func(class string, factory component.Factory, stability map[string]string) {
		config := factory.CreateDefaultConfig()
		described := Component{Class: class, Type: factory.Type().String(), Stability: stability}
		value := reflect.ValueOf(config)
		for value.Kind() == reflect.Pointer {
			value = value.Elem()
		}
		described.Package = factoryPackage(class, factory, value)
		described.Release = releases.of(described.Package)
		described.Config = reader.structOf(value.Type(), class+"."+described.Type)
		described.Defaults = defaultOf(value)
		found.Components = append(found.Components, described)
	}
	for _, factory := range receivers {
		add("receiver", factory, receiverStability(factory))
	}
	for _, factory := range processors {
		add("processor", factory, processorStability(factory))
	}
	for _, factory := range exporters {
		add("exporter", factory, exporterStability(factory))
	}
	for _, factory := range connectors {
		add("connector", factory, connectorStability(factory))
	}
	for _, factory := range extensions {
		add("extension", factory, map[string]string{"extension": level(factory.Stability())})
	}
	found.Operators = reader.operators()
	scrapers, defaults, err := reader.scrapers()
	if err != nil {
		return found, err
	}
	found.Scrapers = scrapers
	for index := range found.Components {
		if found.Components[index].Type == "host_metrics" {
			withScrapers(&found.Components[index], defaults)
		}
	}
	found.Structs = reader.structs
	sort.Slice(found.Components, func(a, b int) bool {
		left, right := found.Components[a], found.Components[b]
		return left.Class+left.Type < right.Class+right.Type
	})
	return found, nil
}

func withScrapers(described *Component, defaults map[string]any) {
	tree, ok := described.Defaults.(map[string]any)
	if !ok {
		tree = map[string]any{}
	}
	if len(defaults) > 0 {
		tree["scrapers"] = defaults
	}
	described.Defaults = tree
}

func factoryPackage(class string, factory component.Factory, config reflect.Value) string {
	if path := packages[class+"."+factory.Type().String()]; path != "" {
		return path
	}
	return config.Type().PkgPath()
}

func level(stability component.StabilityLevel) string {
	return strings.ToLower(stability.String())
}

type moduleVersions map[string]string

func moduleReleases() moduleVersions {
	versions := moduleVersions{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			versions[module.Path] = strings.TrimPrefix(module.Version, "v")
		}
	}
	return versions
}

// of finds the release of the module that holds a package.
func (versions moduleVersions) of(path string) string {
	for module := path; module != "." && module != ""; {
		if version, ok := versions[module]; ok {
			return version
		}
		cut := strings.LastIndex(module, "/")
		if cut < 0 {
			break
		}
		module = module[:cut]
	}
	return ""
}

func receiverStability(factory receiver.Factory) map[string]string {
	return signalStability(factory.TracesStability(), factory.MetricsStability(), factory.LogsStability(), profilesStability(factory, "Profiles"))
}

func processorStability(factory processor.Factory) map[string]string {
	return signalStability(factory.TracesStability(), factory.MetricsStability(), factory.LogsStability(), profilesStability(factory, "Profiles"))
}

func exporterStability(factory exporter.Factory) map[string]string {
	return signalStability(factory.TracesStability(), factory.MetricsStability(), factory.LogsStability(), profilesStability(factory, "Profiles"))
}

func signalStability(traces, metrics, logs, profiles component.StabilityLevel) map[string]string {
	found := map[string]string{}
	for name, stability := range map[string]component.StabilityLevel{
		"traces": traces, "metrics": metrics, "logs": logs, "profiles": profiles,
	} {
		if stability != component.StabilityLevelUndefined {
			found[name] = level(stability)
		}
	}
	return found
}

// profilesStability calls a method that only factories with profiles have, and not in the stable interface.
func profilesStability(factory any, what string) component.StabilityLevel {
	method := reflect.ValueOf(factory).MethodByName(what + "Stability")
	if !method.IsValid() {
		return component.StabilityLevelUndefined
	}
	answer, ok := method.Call(nil)[0].Interface().(component.StabilityLevel)
	if !ok {
		panic(fmt.Sprintf("%sStability of %T answers no level", what, factory))
	}
	return answer
}

func connectorStability(factory connector.Factory) map[string]string {
	found := map[string]string{}
	signals := []string{"Traces", "Metrics", "Logs", "Profiles"}
	for _, from := range signals {
		for _, to := range signals {
			if stability := profilesStability(factory, from+"To"+to); stability != component.StabilityLevelUndefined {
				found[strings.ToLower(from)+"_to_"+strings.ToLower(to)] = level(stability)
			}
		}
	}
	return found
}
