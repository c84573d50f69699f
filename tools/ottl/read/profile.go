package main

import "github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottlprofile"

func init() {
	further["profile"] = func(words []string) context {
		return probed(words, "profile", must(ottlprofile.NewParser(nil, settings, ottlprofile.EnablePathContextNames())))
	}
}
