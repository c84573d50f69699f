package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path"
	"regexp"
	"strings"
)

// goPackage is one package, parsed, its declarations by name.
type goPackage struct {
	path    string
	name    string
	types   map[string]declared[*ast.TypeSpec]
	funcs   map[string]declared[*ast.FuncDecl]
	values  map[string]declared[valueSpec]
	methods map[string]map[string]declared[*ast.FuncDecl]
}

// declared is a declaration with the file that it stands in, whose imports its names refer to.
type declared[Node any] struct {
	node Node
	file *ast.File
}

type valueSpec struct {
	typ   ast.Expr
	value ast.Expr
	iota  int
}

// source reads packages lazily, as one component's module sees them.
type source struct {
	modules  *modules
	home     *module
	packages map[string]*goPackage
	// missing are the packages that could not be had, with the reason.
	missing map[string]string
}

var majorVersion = regexp.MustCompile(`^v\d+$`)

// load parses a package; nil where it cannot be had.
func (s *source) load(importPath string) *goPackage {
	if known, ok := s.packages[importPath]; ok {
		return known
	}
	s.packages[importPath] = nil
	folder, err := s.folderOf(importPath)
	if err != nil {
		s.missing[importPath] = err.Error()
		return nil
	}
	parsed, err := parsePackage(importPath, folder)
	if err != nil {
		s.missing[importPath] = err.Error()
		return nil
	}
	s.packages[importPath] = parsed
	return parsed
}

func (s *source) folderOf(importPath string) (string, error) {
	first, _, _ := strings.Cut(importPath, "/")
	if !strings.Contains(first, ".") {
		return "", fmt.Errorf("%s belongs to Go", importPath)
	}
	return s.modules.folderOf(s.home, importPath)
}

func parsePackage(importPath, folder string) (*goPackage, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	context := build.Default
	context.GOOS, context.GOARCH, context.CgoEnabled = "linux", "amd64", false
	made := &goPackage{
		path:    importPath,
		types:   map[string]declared[*ast.TypeSpec]{},
		funcs:   map[string]declared[*ast.FuncDecl]{},
		values:  map[string]declared[valueSpec]{},
		methods: map[string]map[string]declared[*ast.FuncDecl]{},
	}
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if matches, err := context.MatchFile(folder, name); err != nil || !matches {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path.Join(folder, name), nil, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return nil, err
		}
		made.name = file.Name.Name
		made.add(file)
	}
	return made, nil
}

func (p *goPackage) add(file *ast.File) {
	for _, declaration := range file.Decls {
		switch node := declaration.(type) {
		case *ast.FuncDecl:
			p.addFunc(node, file)
		case *ast.GenDecl:
			p.addGeneral(node, file)
		}
	}
}

func (p *goPackage) addFunc(node *ast.FuncDecl, file *ast.File) {
	if node.Recv == nil {
		p.funcs[node.Name.Name] = declared[*ast.FuncDecl]{node, file}
		return
	}
	receiver := baseName(node.Recv.List[0].Type)
	if p.methods[receiver] == nil {
		p.methods[receiver] = map[string]declared[*ast.FuncDecl]{}
	}
	p.methods[receiver][node.Name.Name] = declared[*ast.FuncDecl]{node, file}
}

func baseName(expression ast.Expr) string {
	switch node := expression.(type) {
	case *ast.StarExpr:
		return baseName(node.X)
	case *ast.IndexExpr:
		return baseName(node.X)
	case *ast.IndexListExpr:
		return baseName(node.X)
	case *ast.Ident:
		return node.Name
	default:
		return ""
	}
}

func (p *goPackage) addGeneral(node *ast.GenDecl, file *ast.File) {
	var typ ast.Expr
	var values []ast.Expr
	for index, spec := range node.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			p.types[spec.Name.Name] = declared[*ast.TypeSpec]{spec, file}
		case *ast.ValueSpec:
			// A constant without a value repeats the one above it.
			if spec.Values != nil || node.Tok != token.CONST {
				typ, values = spec.Type, spec.Values
			}
			for place, name := range spec.Names {
				found := valueSpec{typ: typ, iota: index}
				if place < len(values) {
					found.value = values[place]
				}
				p.values[name.Name] = declared[valueSpec]{found, file}
			}
		}
	}
}

// importPath finds the path that a package name stands for in a file.
func (s *source) importPath(file *ast.File, name string) string {
	guess := ""
	for _, spec := range file.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		if spec.Name != nil {
			if spec.Name.Name == name {
				return imported
			}
			continue
		}
		if guessName(imported) == name {
			guess = imported
		}
	}
	if guess != "" {
		return guess
	}
	// The package's name differs from the last word of its path: it has to be asked.
	for _, spec := range file.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		if spec.Name != nil || !strings.Contains(imported, name) && !strings.Contains(strings.ReplaceAll(imported, "-", ""), name) {
			continue
		}
		if loaded := s.load(imported); loaded != nil && loaded.name == name {
			return imported
		}
	}
	return ""
}

func guessName(importPath string) string {
	last := path.Base(importPath)
	if majorVersion.MatchString(last) {
		last = path.Base(path.Dir(importPath))
	}
	return strings.TrimPrefix(strings.SplitN(last, ".v", 2)[0], "go-")
}
