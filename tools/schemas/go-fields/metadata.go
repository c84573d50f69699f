package main

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// addMetadata adds what the generated metadata of a component tells: its type, and its stability by signal.
func (r *typeReader) addMetadata(component *Component) {
	pkg := r.source.load(component.Package + "/internal/metadata")
	if pkg == nil {
		return
	}
	if found, ok := pkg.values["Type"]; ok {
		component.Declared = madeOf(found.node.value)
	}
	for name, found := range pkg.values {
		signal, ok := strings.CutSuffix(name, "Stability")
		if !ok {
			continue
		}
		if level, ok := found.node.value.(*ast.SelectorExpr); ok {
			component.Stability[signalOf(signal)] = strings.ToLower(strings.TrimPrefix(level.Sel.Name, "StabilityLevel"))
		}
	}
}

// madeOf gives the text of component.MustNewType("text").
func madeOf(expression ast.Expr) string {
	call, ok := expression.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return ""
	}
	literal, ok := call.Args[0].(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return ""
	}
	text, err := strconv.Unquote(literal.Value)
	if err != nil {
		return ""
	}
	return text
}

// signalOf writes TracesToMetrics as traces_to_metrics.
func signalOf(name string) string {
	from, to, isPair := strings.Cut(name, "To")
	if !isPair {
		return strings.ToLower(name)
	}
	return strings.ToLower(from) + "_to_" + strings.ToLower(to)
}
