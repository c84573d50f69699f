package judge

import (
	"context"
	"fmt"
	"regexp"
	"slices"
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
	factory component.Factory
	uses    uses
	known   map[string]string
}

// refused tells what the component's own code says of a configuration. Where it reads variables that are not known, only what is said
// whatever they hold counts.
func (s subject) refused(body map[string]any) *refusal {
	first := s.refusedWith(body, guesses[0])
	if first == nil || !isOpen(body) {
		return first
	}
	return whatever(first, func(guess string) *refusal { return s.refusedWith(body, guess) })
}

// whatever leaves of a refusal what is said with every guess.
func whatever(first *refusal, ask func(guess string) *refusal) *refusal {
	for _, guess := range guesses[1:] {
		next := ask(guess)
		if next == nil {
			return nil
		}
		first.lines = both(first.lines, next.lines)
	}
	if len(first.lines) == 0 {
		// Each guess is refused for a reason of its own: two variables of different kinds, most often. Not known is not wrong.
		return nil
	}
	return first
}

func (s subject) refusedWith(body map[string]any, guess string) (found *refusal) {
	defer func() {
		broken := recover()
		switch {
		case broken == nil:
		case ofTheConfiguration.MatchString(fmt.Sprint(broken)):
			found = refuse(building, fmt.Errorf("it panics: %v", broken))
		default:
			panic(broken)
		}
	}()
	conf, err := resolved(body, s.known, guess)
	if err != nil {
		return nil // said of the configuration as a whole
	}
	config := s.factory.CreateDefaultConfig()
	var options []confmap.UnmarshalOption
	if components.IsOlder(s.factory) {
		options = append(options, confmap.WithIgnoreUnused())
	}
	if err := conf.Unmarshal(&config, options...); err != nil {
		return refuse(decoding, err)
	}
	if err := components.Validate(config); err != nil {
		return refuse(validating, err)
	}
	made, err := build(s.factory, s.id, config, s.uses)
	if err != nil {
		return refuse(building, err)
	}
	if !s.checksAtStart(body) {
		return nil
	}
	for _, one := range made {
		err := one.Start(context.Background(), emptyHost{})
		_ = one.Shutdown(context.Background())
		if err != nil {
			return refuse(starting, err)
		}
	}
	return nil
}

// ofTheConfiguration are panics that a component ends with on any machine: it checks less than it asks of what is written.
var ofTheConfiguration = regexp.MustCompile(`^non-positive interval for NewTicker$`)

// checksAtStart is true for components that look at their configuration only when they are started, and touch nothing else then.
func (s subject) checksAtStart(body map[string]any) bool {
	_, asksHost := body["tail_storage"]
	return s.section == "processors" && s.id.Type().String() == "tail_sampling" && !asksHost
}

type emptyHost struct{}

func (emptyHost) GetExtensions() map[component.ID]component.Component { return nil }

const frame = "decoding failed due to the following error(s):"

// ofThisMachine are complaints about the machine that the component is built on, which is not the one that it will run on.
var ofThisMachine = regexp.MustCompile(`(?i)wasip1|unsupported on this platform|not implemented on|supported on linux only|only available on|no such file or directory|permission denied|operation not (supported|permitted)|unsupported (os|platform)|not (yet )?supported on this|executable file not found|envvar .* is not set`)

// refuse makes lines of an error: one for each complaint. Undefined where it complains only of this machine.
func refuse(stage string, err error) *refusal {
	found := &refusal{stage: stage}
	goesOn := false
	for _, line := range strings.Split(err.Error(), "\n") {
		opens := strings.Contains(line, frame)
		line = strings.TrimSpace(strings.ReplaceAll(line, frame, ""))
		last := len(found.lines) - 1
		switch {
		case line == "", strings.HasPrefix(line, "| "): // a picture of the place
			continue
		case last >= 0 && goesOn:
			found.lines[last] += " " + line
		default:
			found.lines = append(found.lines, line)
		}
		goesOn = opens || strings.HasSuffix(line, ":")
	}
	found.lines = slices.DeleteFunc(found.lines, ofThisMachine.MatchString)
	if len(found.lines) == 0 {
		return nil
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
