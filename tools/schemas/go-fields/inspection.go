package main

// Type is the type of a field, in the form that conformance/collector/reflect prints. Exactly one member is set.
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
	Name     string `json:"name"`
	Type     Type   `json:"type"`
	Optional bool   `json:"optional,omitempty"`
	From     string `json:"from,omitempty"`
	// Read is true where no tag tells the key, but an Unmarshal asks for it: it may belong to an inner part.
	Read bool `json:"read,omitempty"`
}

// Struct is a group of fields.
type Struct struct {
	Fields []Field `json:"fields"`
	Others *Type   `json:"others,omitempty"`
	// Custom is true where the struct reads its own configuration.
	Custom bool `json:"custom,omitempty"`
}

// Component is what the source of one factory tells.
type Component struct {
	Class string `json:"class"`
	Type  string `json:"type"`
	// Declared is the type that the release itself gives it.
	Declared  string            `json:"declared,omitempty"`
	Package   string            `json:"package"`
	Release   string            `json:"release"`
	Stability map[string]string `json:"stability"`
	Config    string            `json:"config"`
	Defaults  any               `json:"defaults,omitempty"`
	// Folder is where its source lies.
	Folder string `json:"folder,omitempty"`
	// Unseen are the places whose types could not be read, with the reason.
	Unseen []string `json:"unseen,omitempty"`
}

// Inspection is everything that was read.
type Inspection struct {
	From       string             `json:"from"`
	Release    string             `json:"release"`
	Components []Component        `json:"components"`
	Structs    map[string]*Struct `json:"structs"`
	Operators  map[string]string  `json:"operators"`
	Scrapers   map[string]string  `json:"scrapers"`
	// Failed are the components that could not be read: module to reason.
	Failed map[string]string `json:"failed,omitempty"`
}
