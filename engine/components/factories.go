package components

import (
	"slices"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/connector"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/extension"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/receiver"
	"go.opentelemetry.io/collector/service/telemetry/otelconftelemetry"
)

// Factories returns every linked component by its type, former types included.
func Factories() (otelcol.Factories, error) {
	factories := otelcol.Factories{Telemetry: otelconftelemetry.NewFactory()}
	var err error
	if factories.Receivers, err = otelcol.MakeFactoryMap[receiver.Factory](receivers()...); err != nil {
		return otelcol.Factories{}, err
	}
	if factories.Processors, err = otelcol.MakeFactoryMap[processor.Factory](processors()...); err != nil {
		return otelcol.Factories{}, err
	}
	if factories.Exporters, err = otelcol.MakeFactoryMap[exporter.Factory](exporters()...); err != nil {
		return otelcol.Factories{}, err
	}
	if factories.Connectors, err = otelcol.MakeFactoryMap[connector.Factory](connectors()...); err != nil {
		return otelcol.Factories{}, err
	}
	if factories.Extensions, err = otelcol.MakeFactoryMap[extension.Factory](extensions()...); err != nil {
		return otelcol.Factories{}, err
	}
	return factories, nil
}

// Types lists the types that factories know, by section of a configuration.
func Types(factories otelcol.Factories) map[string][]string {
	return map[string][]string{
		"receivers":  names(factories.Receivers),
		"processors": names(factories.Processors),
		"exporters":  names(factories.Exporters),
		"connectors": names(factories.Connectors),
		"extensions": names(factories.Extensions),
	}
}

func names[F component.Factory](factories map[component.Type]F) []string {
	found := make([]string, 0, len(factories))
	for kind := range factories {
		found = append(found, kind.String())
	}
	slices.Sort(found)
	return found
}
