package main

import (
	"reflect"

	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/stanza/operator"
	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/hostmetricsreceiver"
	"go.opentelemetry.io/collector/confmap"
)

// operators reads the log operators that are registered by type. Their registry tells its keys to reflection only.
func (r *typeReader) operators() map[string]string {
	found := map[string]string{}
	registry := reflect.ValueOf(operator.DefaultRegistry).Elem()
	for index := range registry.NumField() {
		if registry.Field(index).Kind() != reflect.Map {
			continue
		}
		for _, key := range registry.Field(index).MapKeys() {
			build, ok := operator.Lookup(key.String())
			if !ok {
				continue
			}
			builder := reflect.TypeOf(build())
			for builder.Kind() == reflect.Pointer {
				builder = builder.Elem()
			}
			found[key.String()] = r.structOf(builder, "operator."+key.String())
		}
	}
	return found
}

// scraperNames are the keys that the host metrics receiver is tried with: it makes a scraper's configuration only when asked.
var scraperNames = []string{
	"cpu", "disk", "filesystem", "hardware", "load", "memory", "network", "nfs", "paging", "process", "processes", "system",
}

func (r *typeReader) scrapers() (map[string]string, map[string]any) {
	found := map[string]string{}
	defaults := map[string]any{}
	for _, name := range scraperNames {
		config := hostmetricsreceiver.NewFactory().CreateDefaultConfig()
		asked := confmap.NewFromStringMap(map[string]any{"scrapers": map[string]any{name: map[string]any{}}})
		if err := asked.Unmarshal(config); err != nil {
			continue
		}
		scrapers := reflect.ValueOf(config).Elem().FieldByName("Scrapers")
		for _, key := range scrapers.MapKeys() {
			value := scrapers.MapIndex(key)
			for value.Kind() == reflect.Interface || value.Kind() == reflect.Pointer {
				value = value.Elem()
			}
			found[name] = r.structOf(value.Type(), "scraper."+name)
			if tree := defaultOf(value); tree != nil {
				defaults[name] = tree
			}
		}
	}
	return found, defaults
}
