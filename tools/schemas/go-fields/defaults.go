package main

import (
	"go/ast"
	"go/constant"
	"time"

	"otelflux.invalid/tools/go-fields/inspection"
)

// defaults works out the default configuration, in the form of the configuration itself; zero values are left out.
func (r *typeReader) defaults(from *maker) any {
	if from == nil {
		return nil
	}
	made := (&evaluator{reader: r}).call(from.pkg, from.function, nil)
	if made == nil || made.fields == nil {
		return nil
	}
	return r.plain(made)
}

func (r *typeReader) plain(of *value) any {
	switch {
	case of == nil:
		return nil
	case of.scalar != nil:
		return plainScalar(of)
	case of.fields != nil:
		found := map[string]any{}
		r.addPlainFields(found, of)
		if len(found) == 0 {
			return nil
		}
		return found
	case of.pairs != nil:
		return r.plainPairs(of)
	case len(of.items) > 0:
		return r.plainItems(of)
	default:
		return nil
	}
}

func (r *typeReader) plainPairs(of *value) any {
	found := map[string]any{}
	for key, inner := range of.pairs {
		if plain := r.plain(inner); plain != nil {
			found[key] = plain
		}
	}
	if len(found) == 0 {
		return nil
	}
	return found
}

// plainItems gives no list at all where one item is not known: a shorter list would be a wrong one.
func (r *typeReader) plainItems(of *value) any {
	found := []any{}
	for _, inner := range of.items {
		plain := r.plain(inner)
		if plain == nil {
			return nil
		}
		found = append(found, plain)
	}
	return found
}

func plainScalar(of *value) any {
	scalar := of.scalar
	switch scalar.Kind() {
	case constant.String:
		if text := constant.StringVal(scalar); text != "" {
			return text
		}
	case constant.Bool:
		if constant.BoolVal(scalar) {
			return true
		}
	case constant.Int, constant.Float:
		if constant.Sign(scalar) == 0 {
			return nil
		}
		if of.isDuration {
			nanoseconds, _ := constant.Int64Val(constant.ToInt(scalar))
			return inspection.ShortDuration(time.Duration(nanoseconds))
		}
		if whole := constant.ToInt(scalar); whole.Kind() == constant.Int {
			number, _ := constant.Int64Val(whole)
			return number
		}
		number, _ := constant.Float64Val(scalar)
		return number
	}
	return nil
}

func (r *typeReader) addPlainFields(found map[string]any, of *value) {
	if of.typ == nil {
		return
	}
	body, ok := of.typ.spec.node.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, field := range body.Fields.List {
		for _, goName := range namesOf(field) {
			inner := of.fields[goName]
			name, options := fieldTag(goName, field.Tag)
			switch {
			case inner == nil || name == "-" || options["remain"]:
			case options["squash"] || options["inline"]:
				r.addPlainFields(found, inner)
			default:
				if plain := r.plain(inner); plain != nil {
					found[name] = plain
				}
			}
		}
	}
}
