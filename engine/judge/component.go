package judge

import (
	"context"
	"errors"
	"strings"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/confmap"

	"otelflux.invalid/engine/components"
)

// refusal is what a part of the configuration is refused with: the stage and the lines of the message.
type refusal struct {
	stage string
	lines []string
}

// subject is one component of the configuration.
type subject struct {
	section string
	id      component.ID
	name    string
	factory component.Factory
	uses    uses
	known   map[string]string
}

// refused tells what the component's own code says of a configuration, and the configuration that it made of it. Where it
// reads variables that are not known, only what is said whatever they hold counts.
func (s subject) refused(body map[string]any) (*refusal, component.Config) {
	first, config := s.refusedWith(body, guesses[0])
	if first == nil || !isOpen(body) {
		return first, config
	}
	for _, guess := range guesses[1:] {
		next, config := s.refusedWith(body, guess)
		if next == nil {
			return nil, config
		}
		first.lines = both(first.lines, next.lines)
	}
	if len(first.lines) == 0 {
		// Each guess is refused for a reason of its own: two variables of different kinds, most often. Not known is not wrong.
		return nil, nil
	}
	return first, nil
}

func (s subject) refusedWith(body map[string]any, guess string) (*refusal, component.Config) {
	conf, err := resolved(body, s.known, guess)
	if err != nil {
		return refuse(decoding, err), nil
	}
	config := s.factory.CreateDefaultConfig()
	var options []confmap.UnmarshalOption
	if components.Older[s.section+"::"+s.id.Type().String()] {
		options = append(options, confmap.WithIgnoreUnused())
	}
	if err := conf.Unmarshal(&config, options...); err != nil {
		return refuse(decoding, err), nil
	}
	if err := confmap.Validate(config); err != nil {
		return refuse(validating, err), nil
	}
	made, err := build(s.factory, s.id, config, s.uses)
	if err != nil {
		return refuse(building, err), nil
	}
	if s.checksAtStart(body) {
		for _, one := range made {
			err := one.Start(context.Background(), emptyHost{})
			_ = one.Shutdown(context.Background())
			if err != nil {
				return refuse(starting, err), nil
			}
		}
	}
	return nil, config
}

// checksAtStart is true for components that look at their configuration only when they are started, and touch nothing else then.
func (s subject) checksAtStart(body map[string]any) bool {
	_, asksHost := body["tail_storage"]
	return s.section == "processors" && s.id.Type().String() == "tail_sampling" && !asksHost
}

type emptyHost struct{}

func (emptyHost) GetExtensions() map[component.ID]component.Component { return nil }

var frames = []string{"decoding failed due to the following error(s):"}

func refuse(stage string, err error) *refusal {
	found := &refusal{stage: stage}
	for _, line := range strings.Split(err.Error(), "\n") {
		for _, frame := range frames {
			line = strings.ReplaceAll(line, frame, "")
		}
		line = strings.TrimSpace(line)
		last := len(found.lines) - 1
		switch {
		case line == "":
		case last >= 0 && strings.HasSuffix(found.lines[last], ":"):
			found.lines[last] += " " + line
		default:
			found.lines = append(found.lines, line)
		}
	}
	if len(found.lines) == 0 {
		found.lines = []string{errors.Unwrap(err).Error()}
	}
	return found
}

func both(some, others []string) []string {
	var found []string
	for _, line := range some {
		for _, other := range others {
			if line == other {
				found = append(found, line)
				break
			}
		}
	}
	return found
}
