package main

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

const sample = `package sample

import "time"

const defaultPort = 6379

type Base struct {
	Wait time.Duration ` + "`mapstructure:\"wait\"`" + `
}

type Config struct {
	Base     ` + "`mapstructure:\",squash\"`" + `
	Hosts    []string       ` + "`mapstructure:\"hosts\"`" + `
	Port     int            ` + "`mapstructure:\"port\"`" + `
	Labels   map[string]any ` + "`mapstructure:\"labels\"`" + `
	Inner    *Inner         ` + "`mapstructure:\"inner\"`" + `
	Hidden   string         ` + "`mapstructure:\"-\"`" + `
	private  string
}

type Inner struct {
	Tree []Inner ` + "`mapstructure:\"tree\"`" + `
}

func (c *Config) Unmarshal(conf *confmap.Conf) error {
	if conf.IsSet("former::name") {
		return nil
	}
	return conf.Unmarshal(c)
}

func NewFactory() receiver.Factory {
	return receiver.NewFactory(metadata.Type, createDefaultConfig)
}

func createDefaultConfig() component.Config {
	config := &Config{Hosts: []string{"a"}, Port: defaultPort + 1}
	config.Wait = 90 * time.Second
	if onWindows() {
		config.Port = 1
	}
	return config
}
`

func TestInspect(t *testing.T) {
	folder := t.TempDir()
	for name, content := range map[string]string{"go.mod": "module example.test/sample\n", "sample.go": sample} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found := &modules{folders: map[string]string{}, checkout: folder, prefix: "example.test/sample", checkoutRelease: "v1.0.0", pins: map[string]string{}}
	structs := map[string]*Struct{}
	component, err := inspect(found, "receiver", "sample", "example.test/sample", "v1.0.0", structs)
	if err != nil {
		t.Fatal(err)
	}
	anything, inner := Type{Scalar: "any"}, "example.test/sample.Inner"
	want := []Field{
		{Name: "wait", Type: Type{Scalar: "duration"}, From: "example.test/sample.Base"},
		{Name: "hosts", Type: Type{List: &Type{Scalar: "text"}}},
		{Name: "port", Type: Type{Scalar: "integer"}},
		{Name: "labels", Type: Type{Map: &anything}},
		{Name: "inner", Type: Type{Struct: inner}},
		{Name: "former", Type: anything, Read: true},
	}
	config := structs[component.Config]
	if config == nil || !reflect.DeepEqual(config.Fields, want) || !config.Custom {
		t.Errorf("the configuration is read as %+v, not %+v", config, want)
	}
	if own := structs[inner].Fields; len(own) != 1 || own[0].Type.List.Struct != inner {
		t.Errorf("a struct that holds itself is read as %+v", own)
	}
	// The port is set in a branch: which one runs is not known, so it has no default.
	defaults := map[string]any{"wait": "1m30s", "hosts": []any{"a"}}
	if !reflect.DeepEqual(component.Defaults, defaults) {
		t.Errorf("the defaults are %#v, not %#v", component.Defaults, defaults)
	}
}
