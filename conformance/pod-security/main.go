// Reads one JSON pod a line ({"level", "version", "metadata", "spec"}) and writes what Pod Security Admission says of it:
// {"allowed", "reasons", "details"}.
package main

import (
	"bufio"
	"encoding/json"
	"os"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type request struct {
	Level    string            `json:"level"`
	Version  string            `json:"version"`
	Metadata metav1.ObjectMeta `json:"metadata"`
	Spec     corev1.PodSpec    `json:"spec"`
}

type answer struct {
	Allowed bool     `json:"allowed"`
	Reasons []string `json:"reasons"`
	Details []string `json:"details"`
	Error   string   `json:"error,omitempty"`
}

func main() {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		panic(err)
	}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<26)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		_ = out.Encode(judge(evaluator, in.Bytes()))
	}
}

func judge(evaluator policy.Evaluator, line []byte) answer {
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Error: err.Error()}
	}
	version, err := api.ParseVersion(asked.Version)
	if err != nil {
		return answer{Error: err.Error()}
	}
	level := api.LevelVersion{Level: api.Level(asked.Level), Version: version}
	said := answer{Allowed: true, Reasons: []string{}, Details: []string{}}
	for _, result := range evaluator.EvaluatePod(level, &asked.Metadata, &asked.Spec) {
		if result.Allowed {
			continue
		}
		said.Allowed = false
		said.Reasons = append(said.Reasons, result.ForbiddenReason)
		said.Details = append(said.Details, result.ForbiddenDetail)
	}
	return said
}
