// Command flux does with one Kustomization what Flux's kustomize-controller does with it, by the controller's own
// libraries: generate, build, substitute and, where an API server is named, apply twice.
//
// It reads Requests as JSON from standard input, one after the other, and writes an Answer as one line of JSON to standard output
// for each. A Kustomization that cannot be built or applied is an answer with an error; only a request that makes no sense ends the
// program with status 2.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// timeout bounds one whole request.
const timeout = 3 * time.Minute

// Request says which Kustomization to take and what to do with it.
type Request struct {
	// Root is the folder that a GitRepository's artifact would hold. It is written to: give it a copy.
	Root string `json:"root"`
	// Files are put into a folder of their own in place of Root, by their paths.
	Files map[string]string `json:"files,omitempty"`
	// Kustomization is the whole Flux object; spec.path is taken relative to Root.
	Kustomization map[string]any `json:"kustomization"`
	// Folder is what kustomize builds where there is no Kustomization.
	Folder string `json:"folder,omitempty"`
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
	decoder := json.NewDecoder(os.Stdin)
	encoder := json.NewEncoder(os.Stdout)
	for {
		var request Request
		err := decoder.Decode(&request)
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "flux: the request is not readable: %v\n", err)
			os.Exit(2)
		}
		if err := encoder.Encode(serve(request)); err != nil {
			fmt.Fprintf(os.Stderr, "flux: the answer cannot be written: %v\n", err)
			os.Exit(2)
		}
	}
}

// serve answers one request; files that came with it are there as long as that takes.
func serve(request Request) Answer {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	if request.Files == nil {
		return answer(ctx, request)
	}
	root, err := os.MkdirTemp("", "flux-")
	if err != nil {
		return Answer{Error: err.Error()}
	}
	defer os.RemoveAll(root)
	for path, text := range request.Files {
		file := filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return Answer{Error: err.Error()}
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return Answer{Error: err.Error()}
		}
	}
	request.Root = root
	return answer(ctx, request)
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
