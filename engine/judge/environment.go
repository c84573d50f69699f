package judge

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"go.opentelemetry.io/collector/confmap"
)

// guesses are values for variables that nobody knows, one of which suits every kind of field. What is refused with each of
// them is refused whatever the variable holds.
var guesses = []string{"value", "1", "true", "10s", "localhost:4317", "http://localhost:4317", "/tmp", "50", "[]", "{}", ""}

// environment is the provider of `${env:NAME}`: known variables, and one guess for all others.
type environment struct {
	known map[string]string
	guess string
}

var (
	errNoScheme  = errors.New("not a variable of the environment")
	variableName = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)
)

func (e environment) Retrieve(_ context.Context, uri string, _ confmap.WatcherFunc) (*confmap.Retrieved, error) {
	text, found := strings.CutPrefix(uri, "env:")
	if !found {
		return nil, errNoScheme
	}
	name, fallback, hasFallback := strings.Cut(text, ":-")
	if !variableName.MatchString(name) {
		return nil, errors.New("environment variable \"" + name + "\" has invalid name: must match regex " + variableName.String())
	}
	value, known := e.known[name]
	switch {
	case known:
	case hasFallback:
		value = fallback
	default:
		value = e.guess
	}
	return confmap.NewRetrievedFromYAML([]byte(value))
}

func (environment) Scheme() string                 { return "env" }
func (environment) Shutdown(context.Context) error { return nil }

// holder is the provider of the configuration itself.
type holder struct{ body map[string]any }

func (h holder) Retrieve(context.Context, string, confmap.WatcherFunc) (*confmap.Retrieved, error) {
	return confmap.NewRetrieved(h.body)
}

func (holder) Scheme() string                 { return "body" }
func (holder) Shutdown(context.Context) error { return nil }

// other answers for the schemes that read files and servers: what they hold cannot be known here.
type other struct {
	scheme string
	guess  string
}

func (o other) Retrieve(context.Context, string, confmap.WatcherFunc) (*confmap.Retrieved, error) {
	return confmap.NewRetrievedFromYAML([]byte(o.guess))
}

func (o other) Scheme() string               { return o.scheme }
func (other) Shutdown(context.Context) error { return nil }

// Resolve is a configuration as the collector's resolver makes it of what is written; variables that are not known are empty.
func Resolve(body map[string]any, known map[string]string) (*confmap.Conf, error) {
	return resolved(body, known, "")
}

// resolved is a part of the configuration as the collector's resolver makes it of what is written.
func resolved(body map[string]any, known map[string]string, guess string) (*confmap.Conf, error) {
	provide := func(p confmap.Provider) confmap.ProviderFactory {
		return confmap.NewProviderFactory(func(confmap.ProviderSettings) confmap.Provider { return p })
	}
	resolver, err := confmap.NewResolver(confmap.ResolverSettings{
		URIs: []string{"body:"},
		ProviderFactories: []confmap.ProviderFactory{
			provide(holder{body}), provide(environment{known, guess}),
			provide(other{"file", guess}), provide(other{"http", guess}), provide(other{"https", guess}), provide(other{"yaml", guess}),
		},
		DefaultScheme: "env",
	})
	if err != nil {
		return nil, err
	}
	return resolver.Resolve(context.Background())
}

var reference = regexp.MustCompile(`\$\{`)

// isOpen tells whether a part of the configuration reads something from elsewhere.
func isOpen(value any) bool {
	switch value := value.(type) {
	case string:
		return reference.MatchString(value)
	case map[string]any:
		for key, each := range value {
			if reference.MatchString(key) || isOpen(each) {
				return true
			}
		}
	case []any:
		for _, each := range value {
			if isOpen(each) {
				return true
			}
		}
	}
	return false
}
