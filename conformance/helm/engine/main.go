// Renders charts as `helm template` does, many in one process: reads a JSON request a line, writes a JSON answer a line.
// A request names a chart folder and a release, or a range and a version.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"regexp"
	"sort"
	"strings"

	"github.com/Masterminds/semver/v3"
	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/engine"
	"sigs.k8s.io/yaml"
)

type request struct {
	Chart     string         `json:"chart"`
	Values    map[string]any `json:"values"`
	Release   string         `json:"release"`
	Namespace string         `json:"namespace"`
	Range     *string        `json:"range"`
	Version   string         `json:"version"`
}

type answer struct {
	// Why nothing was made.
	Error string `json:"error,omitempty"`
	// What the chart says to its user.
	Notes   string `json:"notes,omitempty"`
	Objects []any  `json:"objects,omitempty"`
	// Whether a range allows a version.
	Allowed bool `json:"allowed"`
}

func main() {
	log.SetOutput(io.Discard)
	slog.SetDefault(slog.New(slog.DiscardHandler))
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 1 {
			if failure := out.Encode(answered(line)); failure != nil {
				os.Exit(1)
			}
		}
		if err != nil {
			return
		}
	}
}

func answered(line []byte) (result answer) {
	defer func() {
		if reason := recover(); reason != nil {
			result = answer{Error: fmt.Sprint("panic: ", reason)}
		}
	}()
	var asked request
	err := json.Unmarshal(line, &asked)
	if err == nil && asked.Range != nil {
		return inRange(*asked.Range, asked.Version)
	}
	if err == nil {
		result, err = rendered(asked)
	}
	if err != nil {
		return answer{Error: err.Error()}
	}
	return result
}

func inRange(text, version string) answer {
	constraint, err := semver.NewConstraint(text)
	if err != nil {
		return answer{Error: err.Error()}
	}
	known, err := semver.NewVersion(version)
	return answer{Allowed: err == nil && constraint.Check(known)}
}

var charts = map[string]*chart.Chart{}

func rendered(asked request) (answer, error) {
	loaded, known := charts[asked.Chart]
	if !known {
		var err error
		if loaded, err = loader.Load(asked.Chart); err != nil {
			return answer{}, err
		}
		charts[asked.Chart] = loaded
	}
	options := common.ReleaseOptions{Name: asked.Release, Namespace: asked.Namespace, Revision: 1, IsInstall: true}
	values, err := util.ToRenderValues(loaded, asked.Values, options, common.DefaultCapabilities.Copy())
	if err != nil {
		return answer{}, err
	}
	files, err := engine.Engine{}.Render(loaded, values)
	if err != nil {
		return answer{}, err
	}
	return read(files)
}

var separator = regexp.MustCompile(`(?:^|\s*\n)---\s*`)

func read(files map[string]string) (answer, error) {
	names := []string{}
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	made := answer{Objects: []any{}}
	for _, name := range names {
		if strings.HasSuffix(name, "NOTES.txt") {
			made.Notes = files[name]
			continue
		}
		for _, document := range separator.Split(strings.TrimSpace(files[name]), -1) {
			var object any
			if err := yaml.Unmarshal([]byte(document), &object); err != nil {
				return answer{}, fmt.Errorf("%s: %w", name, err)
			}
			if object != nil {
				made.Objects = append(made.Objects, object)
			}
		}
	}
	return made, nil
}
