package main

import (
	"errors"
	"reflect"
	"strings"

	promconfig "github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/discovery"
)

const scrapeConfigName = "github.com/prometheus/prometheus/config.ScrapeConfig"

var errSeen = errors.New("the type has been seen")

// discoveryFields reads the service discoveries that are registered with Prometheus: it makes the struct that holds
// them only while it reads a scrape configuration, so it is asked to read one and stopped as soon as the struct is there.
func (r *typeReader) discoveryFields() []Field {
	var holder reflect.Type
	_ = discovery.UnmarshalYAMLWithInlineConfigs(&promconfig.ScrapeConfig{}, func(made any) error {
		holder = reflect.TypeOf(made).Elem()
		return errSeen
	})
	found := []Field{}
	for index := range holder.NumField() {
		field := holder.Field(index)
		name, _ := fieldTag(field)
		if !strings.HasSuffix(name, "_sd_configs") && name != "static_configs" {
			continue
		}
		found = append(found, Field{Name: name, Type: r.typeOf(field.Type, scrapeConfigName+field.Name)})
	}
	return found
}
