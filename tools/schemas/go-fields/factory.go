package main

import (
	"fmt"
	"go/ast"
	"strings"
)

// maker is the function that makes a default configuration, with the package that it stands in.
type maker struct {
	pkg      *goPackage
	function declared[*ast.FuncDecl]
}

// configOf finds the type of the configuration: what the function that makes the default one gives. The second answer
// is that function.
func (r *typeReader) configOf(pkg *goPackage) (place, *maker, error) {
	found := makerOf(pkg)
	if found != nil {
		if at, last := r.madeType(*found, 0); at != nil && r.isStruct(*at) {
			return *at, last, nil
		}
	}
	if spec, ok := pkg.types["Config"]; ok {
		return place{pkg, spec.file, ast.NewIdent("Config")}, found, nil
	}
	return place{}, nil, fmt.Errorf("%s makes no configuration that can be found", pkg.path)
}

func (r *typeReader) isStruct(at place) bool {
	if _, ok := at.expr.(*ast.StructType); ok {
		return true
	}
	return r.declaration(at) != nil
}

var makerNames = []string{"createDefaultConfig", "CreateDefaultConfig", "newDefaultConfig", "defaultConfig"}

// makerOf finds the function that a factory is given to make its default configuration, or the method of that name.
func makerOf(pkg *goPackage) *maker {
	for _, function := range pkg.funcs {
		if !strings.HasPrefix(function.node.Name.Name, "NewFactory") || function.node.Body == nil {
			continue
		}
		if found := givenMaker(pkg, function.node); found != nil {
			return found
		}
	}
	for _, name := range makerNames {
		if function, ok := pkg.funcs[name]; ok {
			return &maker{pkg, function}
		}
		for _, methods := range pkg.methods {
			if function, ok := methods[name]; ok {
				return &maker{pkg, function}
			}
		}
	}
	return nil
}

func givenMaker(pkg *goPackage, factory *ast.FuncDecl) *maker {
	var found *maker
	ast.Inspect(factory.Body, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok || len(call.Args) < 2 {
			return true
		}
		if name, ok := call.Args[1].(*ast.Ident); ok {
			if function, ok := pkg.funcs[name.Name]; ok && found == nil {
				found = &maker{pkg, function}
			}
		}
		return true
	})
	return found
}

// madeType finds the type of the literal that a function returns: directly, by a variable, or by a function that it calls.
func (r *typeReader) madeType(from maker, depth int) (*place, *maker) {
	if from.function.node.Body == nil || depth > 4 {
		return nil, nil
	}
	locals := map[string]ast.Expr{}
	var found ast.Expr
	var result ast.Expr
	ast.Inspect(from.function.node.Body, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.FuncLit:
			return false
		case *ast.AssignStmt:
			for index, left := range node.Lhs {
				if name, ok := left.(*ast.Ident); ok && index < len(node.Rhs) {
					locals[name.Name] = node.Rhs[index]
				}
			}
		case *ast.ReturnStmt:
			if len(node.Results) == 0 || found != nil || result != nil {
				return true
			}
			result = withoutAddress(node.Results[0])
			if name, ok := result.(*ast.Ident); ok && locals[name.Name] != nil {
				result = withoutAddress(locals[name.Name])
			}
			if literal, ok := result.(*ast.CompositeLit); ok {
				found = literal.Type
			}
		}
		return true
	})
	if found != nil {
		return &place{from.pkg, from.function.file, found}, &from
	}
	if call, ok := result.(*ast.CallExpr); ok {
		if inner := r.called(from, call); inner != nil {
			return r.madeType(*inner, depth+1)
		}
	}
	return nil, nil
}

func withoutAddress(expression ast.Expr) ast.Expr {
	if address, ok := expression.(*ast.UnaryExpr); ok {
		return address.X
	}
	return expression
}

func (r *typeReader) called(from maker, call *ast.CallExpr) *maker {
	switch callee := call.Fun.(type) {
	case *ast.Ident:
		if function, ok := from.pkg.funcs[callee.Name]; ok {
			return &maker{from.pkg, function}
		}
	case *ast.SelectorExpr:
		short, ok := callee.X.(*ast.Ident)
		if !ok {
			return nil
		}
		pkg := r.source.load(r.source.importPath(from.function.file, short.Name))
		if pkg == nil {
			return nil
		}
		if function, ok := pkg.funcs[callee.Sel.Name]; ok {
			return &maker{pkg, function}
		}
	}
	return nil
}
