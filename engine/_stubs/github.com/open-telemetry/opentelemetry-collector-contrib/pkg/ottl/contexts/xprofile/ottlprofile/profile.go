// Package ottlprofile stands in for the context of profiles where its module cannot be had: every path below its names is taken.
package ottlprofile

import (
	"context"
	"errors"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl"
)

const ContextName = "profile"

var errAbsent = errors.New("profiles cannot be run here: the module of their context cannot be had")

type (
	TransformContext        struct{}
	TransformContextOption  func(*TransformContext)
	StatementSequenceOption = func(*ottl.StatementSequence[*TransformContext])
	ConditionSequenceOption = func(*ottl.ConditionSequence[*TransformContext])
)

func WithCache(*pcommon.Map) TransformContextOption { return func(*TransformContext) {} }

func NewTransformContext(pprofile.ResourceProfiles, pprofile.ScopeProfiles, pprofile.Profile, pprofile.ProfilesDictionary, ...TransformContextOption) *TransformContext {
	return &TransformContext{}
}

func (*TransformContext) Close() {}

func EnablePathContextNames() ottl.Option[*TransformContext] {
	return ottl.WithPathContextNames[*TransformContext]([]string{ContextName, "resource", "scope", "instrumentation_scope", "otelcol"})
}

func WithStatementSequenceErrorMode(mode ottl.ErrorMode) StatementSequenceOption {
	return ottl.WithStatementSequenceErrorMode[*TransformContext](mode)
}

func NewStatementSequence(statements []*ottl.Statement[*TransformContext], settings component.TelemetrySettings, options ...StatementSequenceOption) ottl.StatementSequence[*TransformContext] {
	made := ottl.NewStatementSequence(statements, settings)
	for _, option := range options {
		option(&made)
	}
	return made
}

func WithConditionSequenceErrorMode(mode ottl.ErrorMode) ConditionSequenceOption {
	return ottl.WithConditionSequenceErrorMode[*TransformContext](mode)
}

func NewConditionSequence(conditions []*ottl.Condition[*TransformContext], settings component.TelemetrySettings, options ...ConditionSequenceOption) ottl.ConditionSequence[*TransformContext] {
	made := ottl.NewConditionSequence(conditions, settings)
	for _, option := range options {
		option(&made)
	}
	return made
}

func NewParser(functions map[string]ottl.Factory[*TransformContext], settings component.TelemetrySettings, options ...ottl.Option[*TransformContext]) (ottl.Parser[*TransformContext], error) {
	return ottl.NewParser(functions, anyPath, settings, options...)
}

func anyPath(path ottl.Path[*TransformContext]) (ottl.GetSetter[*TransformContext], error) {
	for at := path; at != nil; at = at.Next() {
		at.Keys() // the parser complains of keys that nobody asks for
	}
	return ottl.StandardGetSetter[*TransformContext]{
		Getter: func(context.Context, *TransformContext) (any, error) { return nil, errAbsent },
		Setter: func(context.Context, *TransformContext, any) error { return errAbsent },
	}, nil
}
