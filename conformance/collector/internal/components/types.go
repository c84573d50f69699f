package components

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"
	"time"

	"go.opentelemetry.io/collector/confmap"
)

// Type is the type of a field. Exactly one member is set.
type Type struct {
	Scalar string `json:"scalar,omitempty"`
	List   *Type  `json:"list,omitempty"`
	Map    *Type  `json:"map,omitempty"`
	Struct string `json:"struct,omitempty"`
	OneOf  []Type `json:"oneOf,omitempty"`
	// GoType is the name of a named type behind a scalar, so that enumerations can be told apart.
	GoType string `json:"go,omitempty"`
}

// Field is one key of a struct, squashed structs dissolved.
type Field struct {
	Name string `json:"name"`
	Type Type   `json:"type"`
	// Optional marks a block that is off unless it is written.
	Optional bool `json:"optional,omitempty"`
	// From is the struct that declares the field, where it came here by squashing.
	From string `json:"from,omitempty"`
}

// Struct is a group of fields.
type Struct struct {
	Fields []Field `json:"fields"`
	// Others is the type of the values of further keys.
	Others *Type `json:"others,omitempty"`
	// Custom is true where the struct reads its own configuration, so that the tags may not tell everything.
	Custom bool `json:"custom,omitempty"`
}

// typeReader collects the structs that configurations are made of.
type typeReader struct {
	structs map[string]*Struct
}

var (
	durationType        = reflect.TypeFor[time.Duration]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
	confUnmarshalerType = reflect.TypeFor[confmap.Unmarshaler]()
)

// scalars are named types whose form in a configuration cannot be read off their Go type.
var scalars = map[string]string{
	"go.opentelemetry.io/collector/config/configopaque.String":                                              "secret",
	"go.opentelemetry.io/collector/config/configopaque.MapList":                                             "secrets",
	"go.opentelemetry.io/collector/component.ID":                                                            "component",
	"go.opentelemetry.io/collector/component.Type":                                                          "text",
	"go.opentelemetry.io/collector/pipeline.ID":                                                             "pipeline",
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/stanza/operator/helper.ByteSize":         "size",
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/stanza/operator/helper.ExprStringConfig": "text",
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/stanza/entry.Field":                      "text",
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/stanza/entry.RootableField":              "text",
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/stanza/operator.Config":                  "operator",
	"github.com/prometheus/common/model.Duration":                                                           "text",
	"github.com/prometheus/common/config.Secret":                                                            "secret",
	"github.com/prometheus/common/config.URL":                                                               "text",
	"github.com/prometheus/prometheus/model/relabel.Regexp":                                                 "text",
	"github.com/alecthomas/units.Base2Bytes":                                                                "text",
	"github.com/prometheus/prometheus/discovery.Configs":                                                    "any",
	"github.com/prometheus/prometheus/model/labels.Labels":                                                  "texts",
	"github.com/prometheus/prometheus/discovery/targetgroup.Group":                                          "targets",
	"github.com/prometheus/common/config.TLSVersion":                                                        "text",
	"github.com/prometheus/common/model.ValidationScheme":                                                   "text",
	"net/url.URL": "text",
	"time.Time":   "text",
}

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
	return qualifiedName(t) == "go.opentelemetry.io/collector/config/configoptional.Optional"
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
	if scalar, ok := scalars[name]; ok {
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

// fieldTag reads the name and the options of a field. Prometheus' own structs carry YAML tags only.
func fieldTag(field reflect.StructField) (string, map[string]bool) {
	tag, tagged := field.Tag.Lookup("mapstructure")
	if !tagged {
		tag = field.Tag.Get("yaml")
	}
	parts := strings.Split(tag, ",")
	options := map[string]bool{}
	for _, option := range parts[1:] {
		options[option] = true
	}
	if parts[0] == "" {
		return field.Name, options
	}
	return parts[0], options
}
