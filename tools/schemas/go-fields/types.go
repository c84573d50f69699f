package main

import (
	"go/ast"
	"go/token"
	"maps"
	"reflect"
	"strconv"

	"otelflux.invalid/tools/go-fields/inspection"
)

// More types than those that reflection meets, whose form cannot be read off their Go type, or whose source is not looked at.
var scalars = func() map[string]string {
	known := map[string]string{
		"go.opentelemetry.io/collector/component.Config": "any",
		"net/url.Values": "lists",
		"time.Duration":  "duration",
		"regexp.Regexp":  "text",
		"net.IP":         "text",
		"os.FileMode":    "any",
	}
	maps.Copy(known, inspection.Scalars)
	return known
}()

type (
	Type      = inspection.Type
	Field     = inspection.Field
	Struct    = inspection.Struct
	Component = inspection.Component
)

var basics = map[string]string{
	"string": "text", "bool": "boolean", "float32": "number", "float64": "number",
	"int": "integer", "int8": "integer", "int16": "integer", "int32": "integer", "int64": "integer",
	"uint": "integer", "uint8": "integer", "uint16": "integer", "uint32": "integer", "uint64": "integer",
	"byte": "integer", "rune": "integer", "any": "any", "error": "any", "uintptr": "integer",
}

// place is an expression with the package and file whose names it uses.
type place struct {
	pkg  *goPackage
	file *ast.File
	expr ast.Expr
}

// named is a declared type, found by its name.
type named struct {
	pkg  *goPackage
	spec declared[*ast.TypeSpec]
}

func (n named) qualified() string { return n.pkg.path + "." + n.spec.node.Name.Name }

func (n named) underlying() place { return place{n.pkg, n.spec.file, n.spec.node.Type} }

// typeReader collects the structs that configurations are made of.
type typeReader struct {
	source  *source
	structs map[string]*Struct
	unseen  []string
}

func (r *typeReader) unseenAt(where, reason string) Type {
	r.unseen = append(r.unseen, where+": "+reason)
	return Type{Scalar: "any"}
}

// qualify gives the full name of a type's name, and its declaration where its package can be had.
func (r *typeReader) qualify(at place) (string, *named) {
	switch node := at.expr.(type) {
	case *ast.Ident:
		spec, ok := at.pkg.types[node.Name]
		if !ok {
			return node.Name, nil
		}
		return at.pkg.path + "." + node.Name, &named{at.pkg, spec}
	case *ast.SelectorExpr:
		short, ok := node.X.(*ast.Ident)
		if !ok {
			return "", nil
		}
		path := r.source.importPath(at.file, short.Name)
		full := path + "." + node.Sel.Name
		if _, known := scalars[full]; known || full == inspection.OptionalName {
			return full, nil
		}
		loaded := r.source.load(path)
		if loaded == nil {
			return full, nil
		}
		spec, ok := loaded.types[node.Sel.Name]
		if !ok {
			return full, nil
		}
		return full, &named{loaded, spec}
	default:
		return "", nil
	}
}

func (r *typeReader) typeOf(at place, where string) Type {
	switch node := at.expr.(type) {
	case *ast.ParenExpr:
		return r.typeOf(place{at.pkg, at.file, node.X}, where)
	case *ast.StarExpr:
		return r.typeOf(place{at.pkg, at.file, node.X}, where)
	case *ast.IndexExpr:
		if name, _ := r.qualify(place{at.pkg, at.file, node.X}); name == inspection.OptionalName {
			return r.typeOf(place{at.pkg, at.file, node.Index}, where)
		}
		return r.unseenAt(where, "a type with parameters")
	case *ast.ArrayType:
		if element, ok := node.Elt.(*ast.Ident); ok && (element.Name == "byte" || element.Name == "uint8") {
			return Type{Scalar: "text"}
		}
		element := r.typeOf(place{at.pkg, at.file, node.Elt}, where+"Item")
		return Type{List: &element}
	case *ast.MapType:
		element := r.typeOf(place{at.pkg, at.file, node.Value}, where+"Value")
		return Type{Map: &element}
	case *ast.StructType:
		return Type{Struct: r.structOf(at, where)}
	case *ast.InterfaceType, *ast.FuncType, *ast.ChanType:
		return Type{Scalar: "any"}
	case *ast.Ident, *ast.SelectorExpr:
		return r.namedType(at, where)
	default:
		return r.unseenAt(where, "an expression that is not a type")
	}
}

func (r *typeReader) namedType(at place, where string) Type {
	name, found := r.qualify(at)
	if scalar, ok := scalars[name]; ok {
		if scalar == "lists" {
			return Type{Map: &Type{List: &Type{Scalar: "text"}}}
		}
		if scalar == "duration" {
			return Type{Scalar: scalar}
		}
		return Type{Scalar: scalar, GoType: name}
	}
	if found == nil {
		if basic, ok := basics[name]; ok {
			return Type{Scalar: basic}
		}
		return r.unseenAt(where, "no declaration of "+name)
	}
	under := found.underlying()
	if found.spec.node.Assign.IsValid() {
		return r.typeOf(under, where)
	}
	if r.hasMethod(*found, "UnmarshalText") {
		return Type{Scalar: "text", GoType: name}
	}
	if _, ok := under.expr.(*ast.StructType); ok {
		return Type{Struct: r.structOf(place{at.pkg, at.file, at.expr}, where)}
	}
	inner := r.typeOf(under, where)
	if inner.Scalar != "" && inner.GoType == "" {
		inner.GoType = name
	}
	return inner
}

// hasMethod tells whether a type or what it embeds has a method.
func (r *typeReader) hasMethod(of named, method string) bool {
	if _, ok := of.pkg.methods[of.spec.node.Name.Name][method]; ok {
		return true
	}
	body, ok := of.spec.node.Type.(*ast.StructType)
	if !ok {
		return false
	}
	for _, field := range body.Fields.List {
		if len(field.Names) > 0 {
			continue
		}
		if inner := r.declaration(place{of.pkg, of.spec.file, field.Type}); inner != nil && r.hasMethod(*inner, method) {
			return true
		}
	}
	return false
}

// declaration follows pointers and aliases to the declaration of a named type.
func (r *typeReader) declaration(at place) *named {
	for {
		switch node := at.expr.(type) {
		case *ast.StarExpr:
			at.expr = node.X
		case *ast.ParenExpr:
			at.expr = node.X
		case *ast.IndexExpr:
			name, _ := r.qualify(place{at.pkg, at.file, node.X})
			if name != inspection.OptionalName {
				return nil
			}
			at.expr = node.Index
		default:
			_, found := r.qualify(at)
			if found == nil || !found.spec.node.Assign.IsValid() {
				return found
			}
			at = found.underlying()
		}
	}
}

// structOf reads a struct once and gives its name.
func (r *typeReader) structOf(at place, where string) string {
	name := where
	body, isLiteral := at.expr.(*ast.StructType)
	declaredIn := at
	var found *named
	if !isLiteral {
		found = r.declaration(at)
		if found == nil {
			return where
		}
		name = found.qualified()
		declaredIn = found.underlying()
		body, _ = declaredIn.expr.(*ast.StructType)
	}
	if _, known := r.structs[name]; known {
		return name
	}
	made := &Struct{Fields: []Field{}}
	// Registered before its fields are read, because it may hold itself.
	r.structs[name] = made
	if body == nil {
		if inner := r.declaration(declaredIn); inner != nil {
			if innerBody, ok := inner.spec.node.Type.(*ast.StructType); ok {
				body, declaredIn = innerBody, inner.underlying()
			}
		}
	}
	if body != nil {
		r.addFields(made, place{declaredIn.pkg, declaredIn.file, body}, name, "")
	}
	if found != nil {
		r.addReadKeys(made, *found)
	}
	return name
}

// namesOf gives the names that a field of a struct is reached by: that of its type where it is embedded.
func namesOf(field *ast.Field) []string {
	names := []string{}
	for _, name := range field.Names {
		names = append(names, name.Name)
	}
	if len(names) == 0 {
		names = append(names, embeddedName(field.Type))
	}
	return names
}

func (r *typeReader) addFields(into *Struct, at place, where, from string) {
	for _, field := range at.expr.(*ast.StructType).Fields.List {
		for _, goName := range namesOf(field) {
			isEmbedded := len(field.Names) == 0
			if !token.IsExported(goName) && !isEmbedded {
				continue
			}
			r.addField(into, place{at.pkg, at.file, field.Type}, where, from, goName, field.Tag)
		}
	}
}

func embeddedName(expression ast.Expr) string {
	switch node := expression.(type) {
	case *ast.StarExpr:
		return embeddedName(node.X)
	case *ast.SelectorExpr:
		return node.Sel.Name
	case *ast.IndexExpr:
		return embeddedName(node.X)
	case *ast.Ident:
		return node.Name
	default:
		return ""
	}
}

func (r *typeReader) addField(into *Struct, at place, where, from, goName string, tag *ast.BasicLit) {
	name, options := fieldTag(goName, tag)
	switch {
	case name == "-":
	case options["squash"] || options["inline"]:
		r.squash(into, at, where, goName)
	case options["remain"]:
		if remaining := r.typeOf(at, where+goName); remaining.Map != nil {
			into.Others = remaining.Map
		} else {
			into.Others = &Type{Scalar: "any"}
		}
	default:
		_, isOptional := r.optional(at)
		into.Fields = append(into.Fields, Field{Name: name, Type: r.typeOf(at, where+goName), Optional: isOptional, From: from})
	}
}

func (r *typeReader) optional(at place) (place, bool) {
	if node, ok := at.expr.(*ast.IndexExpr); ok {
		if name, _ := r.qualify(place{at.pkg, at.file, node.X}); name == inspection.OptionalName {
			return place{at.pkg, at.file, node.Index}, true
		}
	}
	return at, false
}

func (r *typeReader) squash(into *Struct, at place, where, goName string) {
	if literal, ok := at.expr.(*ast.StructType); ok {
		r.addFields(into, place{at.pkg, at.file, literal}, where, "")
		return
	}
	found := r.declaration(at)
	if found == nil {
		r.unseenAt(where+"."+goName, "what it is squashed from cannot be had")
		into.Others = &Type{Scalar: "any"}
		return
	}
	under := found.underlying()
	for {
		inner := r.declaration(under)
		if inner == nil {
			break
		}
		under = inner.underlying()
	}
	switch node := under.expr.(type) {
	case *ast.StructType:
		r.addFields(into, under, where, found.qualified())
		r.addReadKeys(into, *found)
	case *ast.MapType:
		element := r.typeOf(place{under.pkg, under.file, node.Value}, where+goName)
		into.Others = &element
	default:
		r.unseenAt(where+"."+goName, "it is squashed but no struct")
		into.Others = &Type{Scalar: "any"}
	}
}

// fieldTag reads the name and the options of a field off its tag as it is written.
func fieldTag(goName string, literal *ast.BasicLit) (string, map[string]bool) {
	if literal == nil {
		return goName, map[string]bool{}
	}
	text, err := strconv.Unquote(literal.Value)
	if err != nil {
		return goName, map[string]bool{}
	}
	return inspection.FieldTag(goName, reflect.StructTag(text))
}
