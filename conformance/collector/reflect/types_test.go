package main

import (
	"reflect"
	"testing"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/config/configopaque"
	"go.opentelemetry.io/collector/config/configoptional"

	"otelflux.invalid/engine/components"
	"otelflux.invalid/tools/go-fields/inspection"
)

type inner struct {
	Size int `mapstructure:"size"`
}

type squashed struct {
	Wait time.Duration `mapstructure:"wait"`
}

type tree struct {
	Children []tree `mapstructure:"children"`
}

type sample struct {
	squashed `mapstructure:",squash"`
	Password configopaque.String            `mapstructure:"password"`
	Storage  *component.ID                  `mapstructure:"storage"`
	Block    configoptional.Optional[inner] `mapstructure:"block"`
	Rules    []map[string]inner             `mapstructure:"rules"`
	Labels   map[string][]string            `mapstructure:"labels"`
	Tree     tree                           `mapstructure:"tree"`
	Hidden   string                         `mapstructure:"-"`
	Rest     map[string]any                 `mapstructure:",remain"`
	private  string
}

func TestTypes(t *testing.T) {
	reader := &typeReader{structs: map[string]*Struct{}}
	name := reader.structOf(reflect.TypeFor[sample](), "sample")
	read := reader.structs[name]
	innerName := qualifiedName(reflect.TypeFor[inner]())
	treeName := qualifiedName(reflect.TypeFor[tree]())
	squashedName := qualifiedName(reflect.TypeFor[squashed]())
	want := []Field{
		{Name: "wait", Type: Type{Scalar: "duration"}, From: squashedName},
		{Name: "password", Type: Type{Scalar: "secret", GoType: "go.opentelemetry.io/collector/config/configopaque.String"}},
		{Name: "storage", Type: Type{Scalar: "component", GoType: "go.opentelemetry.io/collector/component.ID"}},
		{Name: "block", Type: Type{Struct: innerName}, Optional: true},
		{Name: "rules", Type: Type{List: &Type{Map: &Type{Struct: innerName}}}},
		{Name: "labels", Type: Type{Map: &Type{List: &Type{Scalar: "text"}}}},
		{Name: "tree", Type: Type{Struct: treeName}},
	}
	if !reflect.DeepEqual(read.Fields, want) {
		t.Errorf("fields are\n%+v, not\n%+v", read.Fields, want)
	}
	if read.Others == nil || read.Others.Scalar != "any" {
		t.Errorf("further keys are %+v, not any", read.Others)
	}
	if own := reader.structs[treeName].Fields; len(own) != 1 || own[0].Type.List.Struct != treeName {
		t.Errorf("a struct that holds itself is read as %+v", own)
	}
}

func TestDefaults(t *testing.T) {
	value := sample{
		squashed: squashed{Wait: 90 * time.Second},
		Block:    configoptional.Default(inner{Size: 3}),
		Labels:   map[string][]string{"a": {"b"}},
		Hidden:   "x",
		private:  "y",
	}
	want := map[string]any{
		"wait":   "1m30s",
		"block":  map[string]any{"size": int64(3)},
		"labels": map[string]any{"a": []any{"b"}},
	}
	if got := defaultOf(reflect.ValueOf(value)); !reflect.DeepEqual(got, want) {
		t.Errorf("defaults are %#v, not %#v", got, want)
	}
	if got := defaultOf(reflect.ValueOf(sample{Block: configoptional.None[inner]()})); got != nil {
		t.Errorf("nothing but zero values gives %#v", got)
	}
}

func TestDurations(t *testing.T) {
	for duration, want := range map[time.Duration]string{
		5 * time.Minute:        "5m",
		time.Hour:              "1h",
		90 * time.Minute:       "1h30m",
		10 * time.Second:       "10s",
		200 * time.Millisecond: "200ms",
		20 * time.Hour:         "20h",
		30*time.Minute + 0:     "30m",
		100*time.Second + 1000: "1m40.000001s",
	} {
		if got := inspection.ShortDuration(duration); got != want {
			t.Errorf("%v is written %s, not %s", duration, got, want)
		}
	}
}

func TestEveryFactoryIsInspected(t *testing.T) {
	factories, err := components.Factories()
	if err != nil {
		t.Fatal(err)
	}
	found := inspect(factories)
	if len(found.Components) < 50 {
		t.Errorf("only %d components are inspected", len(found.Components))
	}
	for _, described := range found.Components {
		if described.Package == "" || described.Config == "" {
			t.Errorf("%s %s comes from package %q, its configuration is %q", described.Class, described.Type, described.Package, described.Config)
		}
	}
	if len(found.Operators) < 25 || len(found.Scrapers) < 10 {
		t.Errorf("only %d operators and %d scrapers are found", len(found.Operators), len(found.Scrapers))
	}
}
