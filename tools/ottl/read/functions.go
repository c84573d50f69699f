package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// files parses every source file below a folder, tests left out.
func files(folder string) []*ast.File {
	var parsed []*ast.File
	_ = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		if file, failure := parser.ParseFile(token.NewFileSet(), path, nil, 0); failure == nil {
			parsed = append(parsed, file)
		}
		return nil
	})
	return parsed
}

// readFunctions finds the calls `ottl.NewFactory("Name", &Arguments{}, create)` and what the arguments hold.
func readFunctions(folder string, into map[string][]string) {
	sources := files(folder)
	structs := map[string]*ast.StructType{}
	texts := map[string]string{}
	for _, file := range sources {
		ast.Inspect(file, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.TypeSpec:
				if body, ok := node.Type.(*ast.StructType); ok {
					structs[node.Name.Name] = body
				}
			case *ast.ValueSpec:
				for at, name := range node.Names {
					if at < len(node.Values) {
						if text, ok := literal(node.Values[at]); ok {
							texts[name.Name] = text
						}
					}
				}
			}
			return true
		})
	}
	for _, file := range sources {
		ast.Inspect(file, func(node ast.Node) bool {
			call, ok := node.(*ast.CallExpr)
			if !ok || len(call.Args) < 3 || !strings.HasPrefix(baseName(call.Fun), "NewFactory") {
				return true
			}
			name, known := literal(call.Args[0])
			if word, isWord := call.Args[0].(*ast.Ident); isWord {
				name, known = texts[word.Name]
			}
			// Where several bear one name, the one whose arguments are called after it is meant.
			if _, again := into[name]; known && (!again || argumentsName(call.Args[1]) == name+"Arguments") {
				into[name] = argumentsOf(call.Args[1], structs)
			}
			return true
		})
	}
}

func literal(expression ast.Expr) (string, bool) {
	text, ok := expression.(*ast.BasicLit)
	if !ok || text.Kind != token.STRING {
		return "", false
	}
	value, err := strconv.Unquote(text.Value)
	return value, err == nil
}

// argumentsOf are the parameters of a function; one that has none at all looks at nothing that it is given, which is "*".
func argumentsOf(expression ast.Expr, structs map[string]*ast.StructType) []string {
	if word, ok := expression.(*ast.Ident); ok && word.Name == "nil" {
		return []string{"*"}
	}
	return parameters(structs[argumentsName(expression)])
}

func argumentsName(expression ast.Expr) string {
	pointer, ok := expression.(*ast.UnaryExpr)
	if !ok {
		return ""
	}
	body, ok := pointer.X.(*ast.CompositeLit)
	if !ok {
		return ""
	}
	return baseName(body.Type)
}

// baseName is the last word of a type or function, without its package and type parameters.
func baseName(expression ast.Expr) string {
	switch expression := expression.(type) {
	case *ast.Ident:
		return expression.Name
	case *ast.SelectorExpr:
		return expression.Sel.Name
	case *ast.IndexExpr:
		return baseName(expression.X)
	case *ast.IndexListExpr:
		if name := baseName(expression.X); name != "SliceGetter" {
			return name
		}
		return "[]" + baseName(expression.Indices[1])
	case *ast.StarExpr:
		return baseName(expression.X)
	case *ast.ArrayType:
		return "[]" + baseName(expression.Elt)
	}
	return "?"
}

func parameters(body *ast.StructType) []string {
	found := []string{}
	if body == nil {
		return found
	}
	for _, field := range body.Fields.List {
		kind, mark := baseName(field.Type), ""
		if index, ok := field.Type.(*ast.IndexExpr); ok && kind == "Optional" {
			kind, mark = baseName(index.Index), "?"
		}
		for _, name := range field.Names {
			found = append(found, name.Name+mark+":"+kind)
		}
	}
	return found
}

// wordsOf are the texts of the source that a segment of a path or the name of an enumeration could be.
func wordsOf(folder string) []string {
	seen := map[string]bool{}
	for _, file := range files(folder) {
		ast.Inspect(file, func(node ast.Node) bool {
			for _, text := range candidates(node) {
				if isWord(text) {
					seen[text] = true
				}
			}
			return true
		})
	}
	words := make([]string, 0, len(seen))
	for word := range seen {
		words = append(words, word)
	}
	sort.Strings(words)
	return words
}

// candidates are what a switch tells apart, and texts in capitals.
func candidates(node ast.Node) []string {
	found := []string{"cache"}
	switch node := node.(type) {
	case *ast.CaseClause:
		for _, expression := range node.List {
			if text, ok := literal(expression); ok {
				found = append(found, text)
			}
		}
	case *ast.BinaryExpr:
		if text, ok := literal(node.Y); ok && node.Op == token.EQL {
			found = append(found, text)
		}
	case *ast.BasicLit:
		if text, ok := literal(node); ok && text == strings.ToUpper(text) {
			found = append(found, text)
		}
	}
	return found
}

func isWord(text string) bool {
	for _, letter := range text {
		if letter != '_' && !(letter >= 'a' && letter <= 'z') && !(letter >= 'A' && letter <= 'Z') && !(letter >= '0' && letter <= '9') {
			return false
		}
	}
	return text != "" && text[0] > '9' && text[0] != '_'
}
