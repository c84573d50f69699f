package main

import (
	"encoding"
	"fmt"
	"reflect"
	"time"

	"otelflux.invalid/tools/go-fields/inspection"
)

// defaultOf turns a default configuration into plain data. Zero values are left out: nil stands for them.
func defaultOf(v reflect.Value) any {
	if !v.IsValid() {
		return nil
	}
	t := v.Type()
	if isOptional(t) {
		return optionalDefault(v)
	}
	if t == durationType {
		if v.Int() == 0 {
			return nil
		}
		return inspection.ShortDuration(time.Duration(v.Int()))
	}
	if scalar, ok := inspection.Scalars[qualifiedName(t)]; ok {
		return scalarDefault(v, scalar)
	}
	if text, ok := textOf(v); ok {
		return text
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		return defaultOf(v.Elem())
	case reflect.Struct:
		return structDefault(v)
	case reflect.Map:
		return mapDefault(v)
	case reflect.Slice, reflect.Array:
		return listDefault(v)
	default:
		return plainDefault(v)
	}
}

func plainDefault(v reflect.Value) any {
	if v.IsZero() {
		return nil
	}
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return v.Bool()
	case reflect.Float32, reflect.Float64:
		return v.Float()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return v.Uint()
	default:
		return nil
	}
}

// optionalDefault gives the values that hold as soon as the block is written; "none" has no value at all.
func optionalDefault(v reflect.Value) any {
	if v.FieldByName("flavor").Int() == 0 {
		return nil
	}
	return defaultOf(v.FieldByName("value"))
}

func scalarDefault(v reflect.Value, scalar string) any {
	switch {
	case v.IsZero():
		return nil
	case v.Kind() == reflect.String:
		return v.String()
	case scalar == "size" && v.CanInt():
		return v.Int()
	}
	text, ok := textOf(v)
	if !ok {
		return nil
	}
	return text
}

// textOf asks a type that reads itself from text for its text.
func textOf(v reflect.Value) (any, bool) {
	t := v.Type()
	if t.Kind() == reflect.Pointer || !(t.Implements(textUnmarshalerType) || reflect.PointerTo(t).Implements(textUnmarshalerType)) {
		return nil, false
	}
	if v.IsZero() {
		return nil, true
	}
	if v.Kind() == reflect.String {
		return v.String(), true
	}
	if !v.CanInterface() {
		return nil, true
	}
	marshalled, err := marshalText(v.Interface())
	if err != nil || marshalled == "" {
		return nil, true
	}
	return marshalled, true
}

func structDefault(v reflect.Value) any {
	found := map[string]any{}
	addStructDefaults(found, v)
	if len(found) == 0 {
		return nil
	}
	return found
}

func addStructDefaults(found map[string]any, v reflect.Value) {
	t := v.Type()
	for index := range t.NumField() {
		field := t.Field(index)
		if !field.IsExported() && !field.Anonymous {
			continue
		}
		name, options := fieldTag(field)
		inner := v.Field(index)
		switch {
		case name == "-" || options["remain"]:
			continue
		case options["squash"] || options["inline"]:
			for inner.Kind() == reflect.Pointer && !inner.IsNil() {
				inner = inner.Elem()
			}
			if isOptional(inner.Type()) {
				inner = inner.FieldByName("value")
			}
			if inner.Kind() == reflect.Struct {
				addStructDefaults(found, inner)
			}
		default:
			if value := defaultOf(inner); value != nil {
				found[name] = value
			}
		}
	}
}

func mapDefault(v reflect.Value) any {
	found := map[string]any{}
	for _, key := range v.MapKeys() {
		if key.Kind() != reflect.String {
			continue
		}
		if value := defaultOf(v.MapIndex(key)); value != nil {
			found[key.String()] = value
		}
	}
	if len(found) == 0 {
		return nil
	}
	return found
}

func listDefault(v reflect.Value) any {
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
		return nil
	}
	found := []any{}
	for index := range v.Len() {
		value := defaultOf(v.Index(index))
		if value == nil {
			value = plainZero(v.Index(index))
		}
		found = append(found, value)
	}
	if len(found) == 0 {
		return nil
	}
	return found
}

func plainZero(v reflect.Value) any {
	switch v.Kind() {
	case reflect.String:
		return ""
	case reflect.Bool:
		return false
	case reflect.Struct, reflect.Map:
		return map[string]any{}
	default:
		return 0
	}
}

func marshalText(value any) (string, error) {
	switch known := value.(type) {
	case encoding.TextMarshaler:
		text, err := known.MarshalText()
		return string(text), err
	case fmt.Stringer:
		return known.String(), nil
	default:
		return "", fmt.Errorf("%T has no text", value)
	}
}
