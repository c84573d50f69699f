package main

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"
	"time"

	"go.opentelemetry.io/collector/confmap"

	"otelflux.invalid/tools/go-fields/inspection"
)

type (
	Type   = inspection.Type
	Field  = inspection.Field
	Struct = inspection.Struct
)

// typeReader collects the structs that configurations are made of.
type typeReader struct {
	structs map[string]*Struct
}

var (
	durationType        = reflect.TypeFor[time.Duration]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
	confUnmarshalerType = reflect.TypeFor[confmap.Unmarshaler]()
)

func qualifiedName(t reflect.Type) string {
	name := t.Name()
	if bracket := strings.Index(name, "["); bracket >= 0 {
		name = name[:bracket]
	}
	if t.PkgPath() == "" {
		return name
	}
	return t.PkgPath() + "." + name
}

func isOptional(t reflect.Type) bool {
	return qualifiedName(t) == inspection.OptionalName
}

// optionalValue returns the type inside configoptional.Optional.
func optionalValue(t reflect.Type) reflect.Type {
	field, ok := t.FieldByName("value")
	if !ok {
		panic("configoptional.Optional has no field value any more")
	}
	return field.Type
}

func (r *typeReader) typeOf(t reflect.Type, place string) Type {
	if isOptional(t) {
		return r.typeOf(optionalValue(t), place)
	}
	name := qualifiedName(t)
	if scalar, ok := inspection.Scalars[name]; ok {
		return Type{Scalar: scalar, GoType: name}
	}
	if t == durationType {
		return Type{Scalar: "duration"}
	}
	if t.Kind() == reflect.Pointer {
		return r.typeOf(t.Elem(), place)
	}
	if t.Implements(textUnmarshalerType) || reflect.PointerTo(t).Implements(textUnmarshalerType) {
		return Type{Scalar: "text", GoType: name}
	}
	return r.plainType(t, name, place)
}

func (r *typeReader) plainType(t reflect.Type, name, place string) Type {
	named := ""
	if t.PkgPath() != "" {
		named = name
	}
	switch t.Kind() {
	case reflect.String:
		return Type{Scalar: "text", GoType: named}
	case reflect.Bool:
		return Type{Scalar: "boolean", GoType: named}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return Type{Scalar: "integer", GoType: named}
	case reflect.Float32, reflect.Float64:
		return Type{Scalar: "number", GoType: named}
	case reflect.Slice, reflect.Array:
		if t.Elem().Kind() == reflect.Uint8 {
			return Type{Scalar: "text", GoType: named}
		}
		element := r.typeOf(t.Elem(), place+"Item")
		return Type{List: &element}
	case reflect.Map:
		element := r.typeOf(t.Elem(), place+"Value")
		return Type{Map: &element}
	case reflect.Struct:
		return Type{Struct: r.structOf(t, place)}
	default:
		return Type{Scalar: "any", GoType: named}
	}
}

func (r *typeReader) structOf(t reflect.Type, place string) string {
	name := qualifiedName(t)
	if t.Name() == "" {
		name = place
	}
	if _, known := r.structs[name]; known {
		return name
	}
	made := &Struct{Fields: []Field{}}
	// Registered before its fields are read, because it may hold itself.
	r.structs[name] = made
	made.Custom = reflect.PointerTo(t).Implements(confUnmarshalerType)
	r.addFields(made, t, name, "")
	if name == scrapeConfigName {
		made.Fields = append(made.Fields, r.discoveryFields()...)
	}
	return name
}

func (r *typeReader) addFields(into *Struct, t reflect.Type, place, from string) {
	for index := range t.NumField() {
		field := t.Field(index)
		if !field.IsExported() && !field.Anonymous {
			continue
		}
		name, options := fieldTag(field)
		switch {
		case name == "-":
			continue
		case options["squash"] || options["inline"]:
			r.squash(into, field, place)
		case options["remain"]:
			remaining := r.typeOf(field.Type, place+field.Name)
			if remaining.Map != nil {
				into.Others = remaining.Map
			} else {
				into.Others = &Type{Scalar: "any"}
			}
		default:
			into.Fields = append(into.Fields, Field{
				Name:     name,
				Type:     r.typeOf(field.Type, place+field.Name),
				Optional: isOptional(field.Type),
				From:     from,
			})
		}
	}
}

func (r *typeReader) squash(into *Struct, field reflect.StructField, place string) {
	inner := field.Type
	if inner.Kind() == reflect.Pointer {
		inner = inner.Elem()
	}
	if isOptional(inner) {
		inner = optionalValue(inner)
	}
	if inner.Kind() == reflect.Map {
		element := r.typeOf(inner.Elem(), place+field.Name)
		into.Others = &element
		return
	}
	if inner.Kind() != reflect.Struct {
		panic(fmt.Sprintf("%s: %s is squashed but no struct", place, field.Name))
	}
	if reflect.PointerTo(inner).Implements(confUnmarshalerType) {
		into.Custom = true
	}
	r.addFields(into, inner, place, qualifiedName(inner))
}

func fieldTag(field reflect.StructField) (string, map[string]bool) {
	return inspection.FieldTag(field.Name, field.Tag)
}
