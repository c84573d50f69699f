// Package inspection is what is told of the configuration fields of components, whether it was read off their source or asked of themselves.
package inspection

import (
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"strings"
	"time"
)

// Type is the type of a field. Exactly one member is set.
type Type struct {
	Scalar string `json:"scalar,omitempty"`
	List   *Type  `json:"list,omitempty"`
	Map    *Type  `json:"map,omitempty"`
	Struct string `json:"struct,omitempty"`
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
	// Read is true where no tag tells the key, but an Unmarshal asks for it: it may belong to an inner part.
	Read bool `json:"read,omitempty"`
}

// Struct is a group of fields.
type Struct struct {
	Fields []Field `json:"fields"`
	// Others is the type of the values of further keys.
	Others *Type `json:"others,omitempty"`
	// Custom is true where the struct reads its own configuration, so that the tags may not tell everything.
	Custom bool `json:"custom,omitempty"`
}

// Component is what one factory tells, or its source.
type Component struct {
	Class string `json:"class"`
	Type  string `json:"type"`
	// Declared is the type that the release itself gives it, where that was read off the source.
	Declared string `json:"declared,omitempty"`
	Package  string `json:"package"`
	Release  string `json:"release"`
	// Stability by signal, by pair, or by the word extension.
	Stability map[string]string `json:"stability"`
	Config    string            `json:"config"`
	Defaults  any               `json:"defaults,omitempty"`
	// Folder is where its source lies.
	Folder string `json:"folder,omitempty"`
	// Unseen are the places whose types could not be read off the source, with the reason.
	Unseen []string `json:"unseen,omitempty"`
}

// Inspection is everything that was read.
type Inspection struct {
	// From is `source` where it was read off the source.
	From       string             `json:"from,omitempty"`
	Release    string             `json:"release"`
	Components []Component        `json:"components"`
	Structs    map[string]*Struct `json:"structs"`
	// Operators are the log operators: type to struct.
	Operators map[string]string `json:"operators"`
	// Scrapers of the host metrics receiver: name to struct.
	Scrapers map[string]string `json:"scrapers"`
	// Failed are the components that could not be read: module to reason.
	Failed map[string]string `json:"failed,omitempty"`
}

// Print writes it to standard output as JSON.
func (of Inspection) Print() error {
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(of)
}

// Scalars are named types whose form in a configuration cannot be read off their Go type.
var Scalars = map[string]string{
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

// OptionalName is the type of a block that is off unless it is written.
const OptionalName = "go.opentelemetry.io/collector/config/configoptional.Optional"

// FieldTag reads the name and the options of a field. Prometheus' own structs carry YAML tags only.
func FieldTag(goName string, tags reflect.StructTag) (string, map[string]bool) {
	tag, tagged := tags.Lookup("mapstructure")
	if !tagged {
		tag = tags.Get("yaml")
	}
	parts := strings.Split(tag, ",")
	options := map[string]bool{}
	for _, option := range parts[1:] {
		options[option] = true
	}
	if parts[0] == "" {
		return goName, options
	}
	return parts[0], options
}

var zeroUnits = regexp.MustCompile(`([hm])0[ms](0s)?$`)

// ShortDuration writes 5m where Go writes 5m0s.
func ShortDuration(length time.Duration) string {
	return zeroUnits.ReplaceAllString(length.String(), "$1")
}
