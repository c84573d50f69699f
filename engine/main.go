// Command collector judges configurations by the components that would run them. It reads one JSON document of questions from
// standard input and writes one of answers to standard output.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"otelflux.invalid/engine/components"
	"otelflux.invalid/engine/judge"
)

type questions struct {
	// About asks for the types that are linked.
	About bool             `json:"about"`
	Judge []judge.Question `json:"judge"`
}

type answers struct {
	Release    string              `json:"release"`
	Components map[string][]string `json:"components,omitempty"`
	Judge      []judge.Verdict     `json:"judge"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var asked questions
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		return fmt.Errorf("the questions cannot be read: %w", err)
	}
	factories, err := components.Factories()
	if err != nil {
		return err
	}
	said := answers{Release: components.Release, Judge: []judge.Verdict{}}
	if asked.About {
		said.Components = components.Types(factories)
	}
	for _, question := range asked.Judge {
		said.Judge = append(said.Judge, judge.Judge(factories, question))
	}
	return json.NewEncoder(os.Stdout).Encode(said)
}
