package components

import (
	"fmt"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/otelcol"
)

// Defaults are the configurations that components have where nothing is written, by section and type, as far as they can be told.
func Defaults(factories otelcol.Factories) map[string]map[string]any {
	return map[string]map[string]any{
		"receivers":  defaults(factories.Receivers),
		"processors": defaults(factories.Processors),
		"exporters":  defaults(factories.Exporters),
		"connectors": defaults(factories.Connectors),
		"extensions": defaults(factories.Extensions),
	}
}

func defaults[F component.Factory](factories map[component.Type]F) map[string]any {
	found := map[string]any{}
	for kind, factory := range factories {
		if told := defaultOf(factory); len(told) > 0 {
			found[kind.String()] = told
		}
	}
	return found
}

// defaultOf leaves out what cannot be written down: some configurations hold what was never meant to be.
func defaultOf(factory component.Factory) (told map[string]any) {
	defer func() {
		if recover() != nil {
			told = nil
		}
	}()
	conf := confmap.New()
	if conf.Marshal(factory.CreateDefaultConfig()) != nil {
		return nil
	}
	told, _ = plain(conf.ToStringMap()).(map[string]any)
	return told
}

// plain is what a configuration would say, without what is empty.
func plain(value any) any {
	switch value := value.(type) {
	case map[string]any:
		made := map[string]any{}
		for key, each := range value {
			if below := plain(each); below != nil {
				made[key] = below
			}
		}
		if len(made) == 0 {
			return nil
		}
		return made
	case []any:
		if len(value) == 0 {
			return nil
		}
		made := make([]any, len(value))
		for at, each := range value {
			made[at] = plain(each)
		}
		return made
	case time.Duration:
		return value.String()
	case fmt.Stringer:
		return value.String()
	case nil, string, bool, int, int32, int64, uint, uint32, uint64, float64:
		return value
	default:
		return nil
	}
}
