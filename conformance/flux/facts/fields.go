package main

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	gotypes "go/types"
	"os/exec"
	"path/filepath"
	"strings"

	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// reference is a type with the fields of others that hold names of its objects.
type reference struct {
	types.FieldSpec `yaml:",inline"`
	FieldSpecs      []types.FieldSpec `yaml:"fieldSpecs"`
}

// fieldSpecs are the fields that kustomize's transformers change without `configurations`: its own texts, which no package hands out.
// A list maps the type of an object, `group/version/kind`, to the paths in it; one that begins with + is made where it is missing.
func fieldSpecs() map[string]any {
	found := map[string]any{}
	for _, text := range defaultConfiguration() {
		var lists map[string][]reference
		// One text is a bare list: the fields of labels that are no selectors, which is `templateLabels` again.
		if err := yaml.Unmarshal([]byte(text), &lists); err != nil {
			continue
		}
		for name, entries := range lists {
			if name != "nameReference" {
				specs := make([]types.FieldSpec, len(entries))
				for index, entry := range entries {
					specs[index] = entry.FieldSpec
				}
				found[name] = byType(specs)
				continue
			}
			var references [][]any
			for _, entry := range entries {
				references = append(references, []any{typeOf(entry.FieldSpec), byType(entry.FieldSpecs)})
			}
			found[name] = references
		}
	}
	return found
}

func byType(specs []types.FieldSpec) map[string]string {
	paths := map[string][]string{}
	for _, one := range specs {
		path := one.Path
		if one.CreateIfNotPresent {
			path = "+" + path
		}
		paths[typeOf(one)] = append(paths[typeOf(one)], path)
	}
	found := map[string]string{}
	for selector, all := range paths {
		found[selector] = strings.Join(all, " ")
	}
	return found
}

func typeOf(one types.FieldSpec) string {
	return one.Group + "/" + one.Version + "/" + one.Kind
}

// defaultConfiguration are the constants of kustomize's package of defaults that are called …FieldSpecs.
func defaultConfiguration() []string {
	module, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "sigs.k8s.io/kustomize/api").Output()
	if err != nil {
		panic(err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(module)), "internal/konfig/builtinpluginconsts/*.go"))
	if err != nil {
		panic(err)
	}
	set := token.NewFileSet()
	var parsed []*ast.File
	for _, file := range files {
		one, err := parser.ParseFile(set, file, nil, 0)
		if err != nil {
			panic(err)
		}
		parsed = append(parsed, one)
	}
	// Constants are made of each other; what else the package imports does not matter to them.
	checker := gotypes.Config{Error: func(error) {}}
	consts, _ := checker.Check("builtinpluginconsts", set, parsed, nil)
	var texts []string
	for _, name := range consts.Scope().Names() {
		found, ok := consts.Scope().Lookup(name).(*gotypes.Const)
		if ok && strings.HasSuffix(name, "FieldSpecs") {
			texts = append(texts, constant.StringVal(found.Val()))
		}
	}
	return texts
}
