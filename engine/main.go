// Command collector judges configurations by the components that would run them, and runs their pipelines on data. It reads JSON
// documents of questions from standard input and writes for each a line of answers to standard output.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	_ "time/tzdata" // time zones by name: there are no files here

	"go.opentelemetry.io/collector/otelcol"

	"otelflux.invalid/engine/components"
	"otelflux.invalid/engine/flow"
	"otelflux.invalid/engine/judge"
)

type questions struct {
	// About asks for the types that are linked.
	About bool             `json:"about"`
	Judge []judge.Question `json:"judge"`
	Play  []flow.Run       `json:"play"`
}

type answers struct {
	Release    string              `json:"release"`
	Components map[string][]string `json:"components,omitempty"`
	// Defaults are what components have where nothing is written, by section and type.
	Defaults map[string]map[string]any `json:"defaults,omitempty"`
	Judge    []judge.Verdict           `json:"judge"`
	Play     []flow.Outcome            `json:"play,omitempty"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	factories, err := components.Factories()
	if err != nil {
		return err
	}
	in, out := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var asked questions
		if err := in.Decode(&asked); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("the questions cannot be read: %w", err)
		}
		if err := out.Encode(answer(factories, asked)); err != nil {
			return err
		}
	}
}

func answer(factories otelcol.Factories, asked questions) answers {
	said := answers{Release: components.Release, Judge: []judge.Verdict{}}
	if asked.About {
		said.Components = components.Types(factories)
		said.Defaults = components.Defaults(factories)
	}
	for _, question := range asked.Judge {
		said.Judge = append(said.Judge, judge.Judge(factories, question))
	}
	for _, run := range asked.Play {
		said.Play = append(said.Play, flow.Play(factories, run))
	}
	return said
}
