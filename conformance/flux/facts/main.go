// Command facts prints what lib/flux/build/data holds: merge-keys.json (how strategic merge patches treat the lists of each kind, and which
// kinds belong to no namespace, by the OpenAPI schema that kustomize builds in), or with the argument "fields" field-specs.json.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"k8s.io/kube-openapi/pkg/validation/spec"
	"sigs.k8s.io/kustomize/kyaml/openapi"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

func main() {
	facts := mergeKeys
	if len(os.Args) > 1 && os.Args[1] == "fields" {
		facts = fieldSpecs
	}
	// Keys of maps are written in their order.
	text, err := json.Marshal(facts())
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
}

func mergeKeys() map[string]any {
	definitions := openapi.Schema().Definitions
	useful := usefulDefinitions(definitions)
	types := map[string]string{}
	reached := map[string]bool{}
	for name, definition := range definitions {
		for _, typed := range typesOf(definition) {
			if useful[name] && !strings.HasSuffix(typed, "List") && !strings.HasSuffix(typed, "DeleteOptions") {
				types[typed] = short(name)
				reach(name, definitions, useful, reached)
			}
		}
	}
	found := map[string]map[string]string{}
	for name := range reached {
		if fields := fieldsOf(definitions[name], useful); len(fields) > 0 {
			found[short(name)] = fields
		}
	}
	return map[string]any{"definitions": found, "types": types, "clusterScoped": clusterScoped(definitions)}
}

// clusterScoped are the kinds that belong to no namespace, by their apiVersion.
func clusterScoped(definitions spec.Definitions) map[string]string {
	kinds := map[string][]string{}
	for _, definition := range definitions {
		for _, typed := range typesOf(definition) {
			slash := strings.LastIndex(typed, "/")
			apiVersion, kind := typed[:slash], typed[slash+1:]
			if openapi.IsCertainlyClusterScoped(yaml.TypeMeta{APIVersion: apiVersion, Kind: kind}) {
				kinds[apiVersion] = append(kinds[apiVersion], kind)
			}
		}
	}
	found := map[string]string{}
	for apiVersion, names := range kinds {
		slices.Sort(names)
		found[apiVersion] = strings.Join(names, " ")
	}
	return found
}

// usefulDefinitions are those that lead to a list which patches merge.
func usefulDefinitions(definitions spec.Definitions) map[string]bool {
	useful := map[string]bool{}
	for changed := true; changed; {
		changed = false
		for name, definition := range definitions {
			if useful[name] {
				continue
			}
			for _, property := range definition.Properties {
				if encode(property, useful) != "" {
					useful[name], changed = true, true
					break
				}
			}
		}
	}
	return useful
}

// encode writes what a patch has to know of a property; empty where that is nothing.
func encode(property spec.Schema, useful map[string]bool) string {
	if reference := referenceOf(property); reference != "" {
		if useful[reference] {
			return short(reference)
		}
		return ""
	}
	item := ""
	if property.Items != nil && property.Items.Schema != nil {
		item = encode(*property.Items.Schema, useful)
	}
	if strategy, ok := property.Extensions["x-kubernetes-patch-strategy"].(string); ok && contains(strategy, "merge") {
		keys := keysOf(property)
		if keys == "" {
			keys = "*"
		}
		return "[" + keys + "]" + item
	}
	if item != "" {
		return "[-]" + item
	}
	return ""
}

func keysOf(property spec.Schema) string {
	if list, ok := property.Extensions["x-kubernetes-list-map-keys"].([]any); ok {
		var keys []string
		for _, key := range list {
			keys = append(keys, fmt.Sprint(key))
		}
		return strings.Join(keys, ",")
	}
	key, _ := property.Extensions["x-kubernetes-patch-merge-key"].(string)
	return key
}

func contains(strategies, wanted string) bool {
	for _, strategy := range strings.Split(strategies, ",") {
		if strategy == wanted {
			return true
		}
	}
	return false
}

func referenceOf(schema spec.Schema) string {
	return strings.TrimPrefix(schema.Ref.String(), "#/definitions/")
}

func reach(name string, definitions spec.Definitions, useful, reached map[string]bool) {
	if reached[name] || !useful[name] {
		return
	}
	reached[name] = true
	for _, property := range definitions[name].Properties {
		for schema := &property; schema != nil; {
			if reference := referenceOf(*schema); reference != "" {
				reach(reference, definitions, useful, reached)
				break
			}
			if schema.Items == nil {
				break
			}
			schema = schema.Items.Schema
		}
	}
}

func fieldsOf(definition spec.Schema, useful map[string]bool) map[string]string {
	fields := map[string]string{}
	for name, property := range definition.Properties {
		if text := encode(property, useful); text != "" {
			fields[name] = text
		}
	}
	return fields
}

func typesOf(definition spec.Schema) []string {
	var types []string
	list, _ := definition.Extensions["x-kubernetes-group-version-kind"].([]any)
	for _, entry := range list {
		parts, _ := entry.(map[string]any)
		version := fmt.Sprint(parts["version"])
		if group, _ := parts["group"].(string); group != "" {
			version = group + "/" + version
		}
		types = append(types, fmt.Sprintf("%s/%s", version, parts["kind"]))
	}
	return types
}

var packages = strings.NewReplacer("io.k8s.api.", "", "io.k8s.apimachinery.pkg.apis.", "", "io.k8s.apiextensions-apiserver.pkg.apis.", "",
	"io.k8s.kube-aggregator.pkg.apis.", "", "io.k8s.kustomize.api.", "")

func short(name string) string { return packages.Replace(name) }
