// Command read prints what OTTL is at one release: functions with their parameters, the paths of each context, its
// enumerations, and the contexts whose paths it sees. Functions are read off the source of the folders that are given;
// paths and enumerations are what the parsers of the linked release take.
//
//	go run . -ottl FOLDER [-also FOLDER,…]
package main

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
)

type facts struct {
	// Functions by name: their parameters in order, `name:Type`, `name?:Type` where they may be left out.
	Functions map[string][]string `json:"functions"`
	// Standard holds the names of the functions that every component with editors has, Converters those without editors.
	Standard   []string           `json:"standard"`
	Converters []string           `json:"converters"`
	Contexts   map[string]context `json:"contexts"`
}

func main() {
	ottl := flag.String("ottl", "", "folder of pkg/ottl")
	also := flag.String("also", "", "further folders with functions, separated by commas")
	flag.Parse()
	functions := map[string][]string{}
	readFunctions(*ottl+"/ottlfuncs", functions)
	for _, folder := range strings.Split(*also, ",") {
		if folder != "" {
			readFunctions(folder, functions)
		}
	}
	standard, converters := standardNames()
	found := facts{functions, standard, converters, probe(wordsOf(*ottl + "/contexts"))}
	if err := json.NewEncoder(os.Stdout).Encode(found); err != nil {
		panic(err)
	}
}
