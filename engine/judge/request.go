// Package judge puts a configuration before the components that will run it: each is decoded, validated and built by its
// own code, then the graph of pipelines is built by the collector's. Nothing is started but what checks itself only then.
package judge

// Question is one configuration to judge.
type Question struct {
	// Config is the effective configuration, as JSON or YAML, references to the environment as written.
	Config string `json:"config"`
	// Environment holds the variables that are known. A configuration that reads others is judged by what holds whatever they are.
	Environment map[string]string `json:"environment,omitempty"`
	// Signals tells, by class and type, what components carry that this program does not link: `traces`, or `traces metrics`
	// for a connector's way from one to the other. All signals where a type is not named.
	Signals map[string]map[string][]string `json:"signals,omitempty"`
}

// Stages of a component's life, in which it can refuse its configuration.
const (
	decoding   = "decode"
	validating = "validate"
	building   = "build"
	starting   = "start"
)

// Fault is one thing that the collector refuses.
type Fault struct {
	// Stage in which it came up: decode, validate, build or start.
	Stage string `json:"stage"`
	// Message of the collector's, without the frame that says which component it is about.
	Message string `json:"message"`
	// Path in the configuration to the smallest part without which the collector would not say this.
	Path []any `json:"path"`
}

// Verdict is what came of a question.
type Verdict struct {
	Faults []Fault `json:"faults"`
	// Strange lists the components of types that are not linked, as `receivers::prometheus/a`: they were taken for sound.
	Strange []string `json:"strange"`
	// Broken lists the components whose own code broke off here, with what it said; they were taken for sound too.
	Broken []string `json:"broken,omitempty"`
	// Unread says why the configuration could not be read at all.
	Unread string `json:"unread,omitempty"`
}
