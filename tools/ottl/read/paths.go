package main

import (
	"regexp"
	"sort"
	"strings"

	"go.opentelemetry.io/collector/component"
	"go.uber.org/zap"

	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottldatapoint"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottllog"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottlmetric"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottlresource"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottlscope"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottlspan"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottlspanevent"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/ottlfuncs"
)

type context struct {
	// Sees are the contexts that its paths may begin with.
	Sees []string `json:"sees"`
	// Paths are those of this context itself, `a.b`, with `[]` behind what takes keys and `[1]` behind what takes a single one; those that lead nowhere alone begin with `-`.
	Paths []string `json:"paths"`
	Enums []string `json:"enums"`
}

var settings = component.TelemetrySettings{Logger: zap.NewNop()}

func standardNames() (standard, converters []string) {
	return namesOf(ottlfuncs.StandardFuncs[*ottlspan.TransformContext]()), namesOf(ottlfuncs.StandardConverters[*ottlspan.TransformContext]())
}

func namesOf[F any](functions map[string]F) []string {
	names := make([]string, 0, len(functions))
	for name := range functions {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// further are contexts that not every release has: their files are left out of the program there.
var further = map[string]func([]string) context{}

func probe(words []string) map[string]context {
	found := map[string]context{
		"resource":  probed(words, "resource", must(ottlresource.NewParser(nil, settings, ottlresource.EnablePathContextNames()))),
		"scope":     probed(words, "scope", must(ottlscope.NewParser(nil, settings, ottlscope.EnablePathContextNames()))),
		"span":      probed(words, "span", must(ottlspan.NewParser(nil, settings, ottlspan.EnablePathContextNames()))),
		"spanevent": probed(words, "spanevent", must(ottlspanevent.NewParser(nil, settings, ottlspanevent.EnablePathContextNames()))),
		"metric":    probed(words, "metric", must(ottlmetric.NewParser(nil, settings, ottlmetric.EnablePathContextNames()))),
		"datapoint": probed(words, "datapoint", must(ottldatapoint.NewParser(nil, settings, ottldatapoint.EnablePathContextNames()))),
		"log":       probed(words, "log", must(ottllog.NewParser(nil, settings, ottllog.EnablePathContextNames()))),
	}
	for name, one := range further {
		found[name] = one(words)
	}
	return found
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func probed[K any](words []string, name string, parser ottl.Parser[K]) context {
	takes := func(text string) bool {
		_, err := parser.ParseCondition(text + " == nil")
		return err == nil
	}
	found := context{Sees: seen(parser), Enums: []string{}}
	for _, word := range words {
		if word == strings.ToUpper(word) && takes(word) {
			found.Enums = append(found.Enums, word)
		}
	}
	lower := lowerCase(words)
	found.Paths = paths(lower, lower, takes, name, "", 0)
	// What is seen of a context that has no statements of its own.
	if name == "resource" {
		for _, other := range found.Sees {
			if other == "otelcol" {
				found.Paths = append(found.Paths, paths(lower, lower, takes, "otelcol", "otelcol::", 0)...)
			}
		}
	}
	return found
}

func lowerCase(words []string) []string {
	found := []string{}
	for _, word := range words {
		if word == strings.ToLower(word) {
			found = append(found, word)
		}
	}
	return found
}

var quoted = regexp.MustCompile(`"(\w+)"`)

func seen[K any](parser ottl.Parser[K]) []string {
	_, err := parser.ParseCondition(`nothing.like_this == nil`)
	_, list, _ := strings.Cut(err.Error(), "one of: ")
	names := []string{}
	for _, match := range quoted.FindAllStringSubmatch(list, -1) {
		names = append(names, match[1])
	}
	sort.Strings(names)
	return names
}

const deepest = 4

// paths finds the segments that may follow a beginning: a segment that takes nothing alone may still be a step on the way.
func paths(words, candidates []string, takes func(string) bool, beginning, shown string, depth int) []string {
	found := []string{}
	if depth == deepest {
		return found
	}
	for _, word := range candidates {
		path := beginning + "." + word
		below := paths(words, wordsBelow(words, takes, path), takes, path, shown+word+".", depth+1)
		alone, keys := takes(path), takes(path+`["k"]`)
		if !alone && !keys && len(below) == 0 {
			continue
		}
		text := shown + word
		if keys && takes(path+`["k"]["k"]`) {
			text += "[]"
		} else if keys {
			text += "[1]"
		}
		if !alone {
			text = "-" + text
		}
		found = append(append(found, text), below...)
	}
	return found
}

// wordsBelow are the words that can follow a path. Only what the collector says of a request has steps that are nothing themselves.
func wordsBelow(words []string, takes func(string) bool, path string) []string {
	found := []string{}
	if depthOf(path) > 1 && !strings.HasPrefix(path, "otelcol.") && !takes(path) && !takes(path+`["k"]`) {
		return found
	}
	for _, word := range words {
		below := path + "." + word
		if takesAny(takes, below) || (strings.HasPrefix(path, "otelcol.client") && leadsOn(words, takes, below)) {
			found = append(found, word)
		}
	}
	return found
}

func takesAny(takes func(string) bool, path string) bool { return takes(path) || takes(path+`["k"]`) }

func leadsOn(words []string, takes func(string) bool, path string) bool {
	for _, word := range words {
		if takesAny(takes, path+"."+word) {
			return true
		}
	}
	return false
}

func depthOf(path string) int { return strings.Count(path, ".") }
