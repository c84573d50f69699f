// Command reflect prints, as JSON, every configuration field of the linked components: its name, its type and its default.
package main

import (
	"fmt"
	"log"
	"reflect"
	"runtime/debug"
	"slices"
	"sort"
	"strings"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/connector"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/extension"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/receiver"

	"otelflux.invalid/engine/components"
	"otelflux.invalid/tools/go-fields/inspection"
)

// packages tells where a factory comes from, by class and type, where its configuration is declared elsewhere.
var packages = map[string]string{
	"exporter.nop": "go.opentelemetry.io/collector/exporter/nopexporter",
}

func main() {
	factories, err := components.Factories()
	if err != nil {
		log.Fatal(err)
	}
	if err := inspect(factories).Print(); err != nil {
		log.Fatal(err)
	}
}

// inspect asks every linked factory for its default configuration and reads its type.
func inspect(factories otelcol.Factories) inspection.Inspection {
	reader := &typeReader{structs: map[string]*inspection.Struct{}}
	found := inspection.Inspection{Release: components.Release, Structs: reader.structs}
	found.Components = slices.Concat(
		described(reader, "receiver", factories.Receivers, bySignal[receiver.Factory]),
		described(reader, "processor", factories.Processors, bySignal[processor.Factory]),
		described(reader, "exporter", factories.Exporters, bySignal[exporter.Factory]),
		described(reader, "connector", factories.Connectors, byPair),
		described(reader, "extension", factories.Extensions, func(factory extension.Factory) map[string]string {
			return map[string]string{"extension": level(factory.Stability())}
		}),
	)
	found.Operators = reader.operators()
	scrapers, defaults := reader.scrapers()
	found.Scrapers = scrapers
	for index := range found.Components {
		if found.Components[index].Type == "host_metrics" {
			withScrapers(&found.Components[index], defaults)
		}
	}
	sort.Slice(found.Components, func(a, b int) bool {
		left, right := found.Components[a], found.Components[b]
		return left.Class+left.Type < right.Class+right.Type
	})
	return found
}

// described reads the factories of a class, each under its newest name.
func described[F component.Factory](
	reader *typeReader, class string, factories map[component.Type]F, stability func(F) map[string]string,
) []inspection.Component {
	found := []inspection.Component{}
	for name, factory := range factories {
		if name != factory.Type() {
			continue
		}
		value := reflect.ValueOf(factory.CreateDefaultConfig())
		for value.Kind() == reflect.Pointer {
			value = value.Elem()
		}
		path := packages[class+"."+name.String()]
		if path == "" {
			path = value.Type().PkgPath()
		}
		found = append(found, inspection.Component{
			Class: class, Type: name.String(), Package: path, Release: releases.of(path), Stability: stability(factory),
			Config: reader.structOf(value.Type(), class+"."+name.String()), Defaults: defaultOf(value),
		})
	}
	return found
}

func withScrapers(described *inspection.Component, defaults map[string]any) {
	tree, ok := described.Defaults.(map[string]any)
	if !ok {
		tree = map[string]any{}
	}
	if len(defaults) > 0 {
		tree["scrapers"] = defaults
	}
	described.Defaults = tree
}

func level(stability component.StabilityLevel) string {
	return strings.ToLower(stability.String())
}

type moduleVersions map[string]string

var releases = func() moduleVersions {
	versions := moduleVersions{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			versions[module.Path] = strings.TrimPrefix(module.Version, "v")
		}
	}
	return versions
}()

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

var signals = []string{"Traces", "Metrics", "Logs", "Profiles"}

func bySignal[F component.Factory](factory F) map[string]string {
	found := map[string]string{}
	for _, signal := range signals {
		addStability(found, strings.ToLower(signal), factory, signal)
	}
	return found
}

func byPair(factory connector.Factory) map[string]string {
	found := map[string]string{}
	for _, from := range signals {
		for _, to := range signals {
			addStability(found, strings.ToLower(from+"_to_"+to), factory, from+"To"+to)
		}
	}
	return found
}

// addStability calls a method by its name: those of profiles are not in the stable interface, and not of every factory.
func addStability(found map[string]string, name string, factory any, what string) {
	method := reflect.ValueOf(factory).MethodByName(what + "Stability")
	if !method.IsValid() {
		return
	}
	answer, ok := method.Call(nil)[0].Interface().(component.StabilityLevel)
	if !ok {
		panic(fmt.Sprintf("%sStability of %T answers no level", what, factory))
	}
	if answer != component.StabilityLevelUndefined {
		found[name] = level(answer)
	}
}
