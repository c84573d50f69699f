// Package ottlfuncs stands in for the functions of profiles where their module cannot be had.
package ottlfuncs

import (
	"context"
	"errors"

	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl"
)

type profileIDArguments[K any] struct {
	Target ottl.ByteSliceLikeGetter[K]
}

// WithProfileConverters adds ProfileID, which is known by its arguments only.
func WithProfileConverters[K any](functions map[string]ottl.Factory[K]) map[string]ottl.Factory[K] {
	factory := ottl.NewFactory("ProfileID", &profileIDArguments[K]{}, func(ottl.FunctionContext, ottl.Arguments) (ottl.ExprFunc[K], error) {
		return func(context.Context, K) (any, error) {
			return nil, errors.New("ProfileID cannot be run here: its module cannot be had")
		}, nil
	})
	functions[factory.Name()] = factory
	return functions
}
