// Command flux does with one Kustomization what Flux's kustomize-controller does with it, by the controller's own
// libraries: generate, build, substitute and, where an API server is named, apply twice.
//
// It reads one Request as JSON from standard input and writes one Answer as JSON to standard output. A Kustomization that
// cannot be built or applied is an answer with an error; only a request that makes no sense ends the program with status 2.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// timeout bounds one whole request.
const timeout = 3 * time.Minute

// Request says which Kustomization to take and what to do with it.
type Request struct {
	// Root is the folder that a GitRepository's artifact would hold. It is written to: give it a copy.
	Root string `json:"root"`
	// Kustomization is the whole Flux object; spec.path is taken relative to Root.
	Kustomization map[string]any `json:"kustomization"`
	// Strict makes an unset variable an error, the controller's default from version 1.9.
	Strict bool `json:"strict"`
	// Server is absent where nothing is to be applied.
	Server *Server `json:"server,omitempty"`
}

// Server is how an API server is reached.
type Server struct {
	URL   string `json:"url"`
	CA    string `json:"ca"`
	Token string `json:"token"`
}

// Answer is what came out.
type Answer struct {
	// Objects are the built and substituted objects, before the cluster has seen them.
	Objects []map[string]any `json:"objects"`
	// Applies holds one list of changes for each apply.
	Applies [][]Change `json:"applies,omitempty"`
	// Error is the first thing that went wrong, in the libraries' own words.
	Error string `json:"error,omitempty"`
}

// Change is what an apply did to one object.
type Change struct {
	Subject string `json:"subject"`
	// Action is created, configured, unchanged or skipped.
	Action string `json:"action"`
}

func main() {
	var request Request
	if err := json.NewDecoder(os.Stdin).Decode(&request); err != nil {
		fmt.Fprintf(os.Stderr, "flux: the request is not readable: %v\n", err)
		os.Exit(2)
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	if err := json.NewEncoder(os.Stdout).Encode(answer(ctx, request)); err != nil {
		fmt.Fprintf(os.Stderr, "flux: the answer cannot be written: %v\n", err)
		os.Exit(2)
	}
}

func answer(ctx context.Context, request Request) Answer {
	objects, err := build(ctx, request)
	if err != nil {
		return Answer{Error: err.Error()}
	}
	result := Answer{}
	for _, object := range objects {
		// A copy: applying sets labels and defaults on the object.
		result.Objects = append(result.Objects, object.DeepCopy().Object)
	}
	if request.Server == nil {
		return result
	}
	for range 2 {
		changes, err := apply(ctx, request, objects)
		if err != nil {
			result.Error = err.Error()
			return result
		}
		result.Applies = append(result.Applies, changes)
	}
	return result
}
