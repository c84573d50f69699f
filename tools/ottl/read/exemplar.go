package main

import "github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottlexemplar"

func init() {
	further["exemplar"] = func(words []string) context {
		return probed(words, "exemplar", must(ottlexemplar.NewParser(nil, settings, ottlexemplar.EnablePathContextNames())))
	}
}
