// Command go-fields reads the configuration fields of collector components off their Go source, without building them.
//
// It reads a list of components from standard input, one a line: class, type, module path, version; words separated by
// blanks. With -checkout, modules of -prefix that cannot be had, or are named at -checkout-release, are read from that folder. It prints what conformance/collector/reflect
// prints, but for what only a running factory tells.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"

	"otelflux.invalid/tools/go-fields/inspection"
)

func main() {
	release := flag.String("release", "", "release that the fields are taken for")
	checkout := flag.String("checkout", "", "folder with the source of the modules below -prefix")
	prefix := flag.String("prefix", "github.com/open-telemetry/opentelemetry-collector-contrib", "modules that the folder holds")
	checkoutRelease := flag.String("checkout-release", "", "version of the modules in that folder")
	pins := flag.String("pins", "", "file with lines of module and version that are preferred to what a module asks for")
	flag.Parse()
	found := &modules{folders: map[string]string{}, checkout: *checkout, prefix: *prefix, checkoutRelease: *checkoutRelease, pins: readPins(*pins)}
	told := inspection.Inspection{From: "source", Release: *release, Structs: map[string]*Struct{}, Operators: map[string]string{}, Scrapers: map[string]string{}, Failed: map[string]string{}}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if len(words) != 4 {
			continue
		}
		component, err := inspect(found, words[0], words[1], words[2], words[3], told.Structs)
		if err != nil {
			told.Failed[words[0]+"."+words[1]] = err.Error()
			continue
		}
		told.Components = append(told.Components, component)
	}
	if err := told.Print(); err != nil {
		log.Fatal(err)
	}
}

func readPins(file string) map[string]string {
	found := map[string]string{}
	if file == "" {
		return found
	}
	content, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	for _, line := range strings.Split(string(content), "\n") {
		if words := strings.Fields(line); len(words) == 2 {
			found[words[0]] = words[1]
		}
	}
	return found
}

func inspect(found *modules, class, kind, path, version string, structs map[string]*Struct) (Component, error) {
	home, err := found.load(path, version)
	if err != nil {
		return Component{}, err
	}
	reader := &typeReader{
		source:  &source{modules: found, home: home, packages: map[string]*goPackage{}, missing: map[string]string{}},
		structs: structs,
	}
	pkg := reader.source.load(path)
	if pkg == nil {
		return Component{}, fmt.Errorf("%s", reader.source.missing[path])
	}
	config, made, err := reader.configOf(pkg)
	if err != nil {
		return Component{}, err
	}
	component := Component{
		Class: class, Type: kind, Package: path, Release: strings.TrimPrefix(version, "v"), Stability: map[string]string{},
	}
	component.Config = reader.structOf(config, class+"."+kind)
	component.Defaults = reader.defaults(made)
	component.Unseen = reader.unseen
	component.Folder = home.folder
	reader.addMetadata(&component)
	return component, nil
}
