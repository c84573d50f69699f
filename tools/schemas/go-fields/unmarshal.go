package main

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// What a struct's own Unmarshal does beside its tags.
type ownReading struct {
	keys  []string
	isAny bool
}

// readers are the methods of a configuration that take a key.
var readers = map[string]bool{"IsSet": true, "Get": true, "Sub": true, "Delete": true}

// anything tells that the tags do not tell the keys: the reading goes over the plain map, or leaves unknown keys alone.
var anything = map[string]bool{
	"WithIgnoreUnused": true, "ToStringMap": true, "AllKeys": true, "NewFromStringMap": true, "NewDecoder": true,
}

// addReadKeys adds the keys that a struct reads on its own: with a type that is not known, so that they are never wrong.
func (r *typeReader) addReadKeys(into *Struct, of named) {
	method, ok := of.pkg.methods[of.spec.node.Name.Name]["Unmarshal"]
	if !ok || method.node.Body == nil || !takesConf(method.node) {
		return
	}
	into.Custom = true
	reading := ownReading{}
	r.read(of.pkg, method.node, &reading, map[string]bool{})
	known := map[string]bool{}
	for _, field := range into.Fields {
		known[field.Name] = true
	}
	for _, key := range reading.keys {
		if first, _, _ := strings.Cut(key, "::"); first != "" && !known[first] {
			known[first] = true
			into.Fields = append(into.Fields, Field{Name: first, Type: Type{Scalar: "any"}, Read: true})
		}
	}
	if reading.isAny && into.Others == nil {
		into.Others = &Type{Scalar: "any"}
	}
}

func takesConf(function *ast.FuncDecl) bool {
	for _, parameter := range function.Type.Params.List {
		if pointer, ok := parameter.Type.(*ast.StarExpr); ok {
			if selector, ok := pointer.X.(*ast.SelectorExpr); ok && selector.Sel.Name == "Conf" {
				return true
			}
		}
	}
	return false
}

// read collects the keys that a function reads, and follows it into functions of its own package that take the configuration.
func (r *typeReader) read(pkg *goPackage, function *ast.FuncDecl, into *ownReading, seen map[string]bool) {
	if function.Body == nil || seen[function.Name.Name] {
		return
	}
	seen[function.Name.Name] = true
	ast.Inspect(function.Body, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		switch callee := call.Fun.(type) {
		case *ast.SelectorExpr:
			r.readCall(pkg, callee.Sel.Name, call, into)
			if receiver, ok := callee.X.(*ast.Ident); ok && receiver.Obj == nil {
				for _, methods := range pkg.methods {
					if inner, ok := methods[callee.Sel.Name]; ok && takesConf(inner.node) {
						r.read(pkg, inner.node, into, seen)
					}
				}
			}
		case *ast.Ident:
			if inner, ok := pkg.funcs[callee.Name]; ok && takesConf(inner.node) {
				r.read(pkg, inner.node, into, seen)
			}
		}
		return true
	})
}

func (r *typeReader) readCall(pkg *goPackage, name string, call *ast.CallExpr, into *ownReading) {
	if anything[name] {
		into.isAny = true
	}
	if !readers[name] || len(call.Args) == 0 {
		return
	}
	if key, ok := textOf(pkg, call.Args[0]); ok {
		into.keys = append(into.keys, key)
	}
}

// textOf gives the text of a literal, of a constant of the package, or of a sum whose first part is one.
func textOf(pkg *goPackage, expression ast.Expr) (string, bool) {
	switch node := expression.(type) {
	case *ast.BasicLit:
		if node.Kind != token.STRING {
			return "", false
		}
		text, err := strconv.Unquote(node.Value)
		return text, err == nil
	case *ast.Ident:
		if value, ok := pkg.values[node.Name]; ok && value.node.value != nil {
			return textOf(pkg, value.node.value)
		}
	case *ast.BinaryExpr:
		return textOf(pkg, node.X)
	}
	return "", false
}
