package main

import (
	"go/ast"
	"go/constant"
	"go/token"
	"time"
)

// value is what an expression is worth, as far as it can be told without running the program.
type value struct {
	// typ is the struct type of a struct, where it is known.
	typ *named
	// scalar is a text, a number or a truth value.
	scalar constant.Value
	// fields of a struct, by their Go names.
	fields map[string]*value
	items  []*value
	pairs  map[string]*value
	// isDuration marks a number of nanoseconds.
	isDuration bool
}

// evaluator works out what the function that makes a default configuration returns. What it does not understand has no value.
type evaluator struct {
	reader *typeReader
	depth  int
}

const maxDepth = 12

func (e *evaluator) call(pkg *goPackage, function declared[*ast.FuncDecl], arguments []*value) *value {
	if e.depth > maxDepth || function.node.Body == nil {
		return nil
	}
	e.depth++
	defer func() { e.depth-- }()
	locals := map[string]*value{}
	index := 0
	for _, parameter := range function.node.Type.Params.List {
		for _, name := range parameter.Names {
			if index < len(arguments) {
				locals[name.Name] = arguments[index]
			}
			index++
		}
	}
	at := scope{place{pkg, function.file, nil}, locals}
	return e.block(at, function.node.Body.List)
}

// scope is where an expression stands: its package and file, and the variables of its function.
type scope struct {
	place
	locals map[string]*value
}

func (e *evaluator) block(at scope, statements []ast.Stmt) *value {
	for _, statement := range statements {
		switch node := statement.(type) {
		case *ast.AssignStmt:
			e.assign(at, node)
		case *ast.DeclStmt:
			e.declare(at, node)
		case *ast.ReturnStmt:
			if len(node.Results) == 0 {
				return nil
			}
			return e.value(at, node.Results[0])
		case *ast.IfStmt, *ast.SwitchStmt, *ast.ForStmt, *ast.RangeStmt:
			e.forgetAssigned(at, node)
		}
	}
	return nil
}

// forgetAssigned takes the value from what a branch may set: which branch runs is not known.
func (e *evaluator) forgetAssigned(at scope, statement ast.Node) {
	ast.Inspect(statement, func(node ast.Node) bool {
		assigned, ok := node.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for _, left := range assigned.Lhs {
			switch target := left.(type) {
			case *ast.Ident:
				delete(at.locals, target.Name)
			case *ast.SelectorExpr:
				if holder := e.value(at, target.X); holder != nil && holder.fields != nil {
					delete(holder.fields, target.Sel.Name)
				}
			}
		}
		return true
	})
}

func (e *evaluator) declare(at scope, statement *ast.DeclStmt) {
	general, ok := statement.Decl.(*ast.GenDecl)
	if !ok {
		return
	}
	for _, spec := range general.Specs {
		values, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		for index, name := range values.Names {
			switch {
			case index < len(values.Values):
				at.locals[name.Name] = e.value(at, values.Values[index])
			case values.Type != nil:
				at.locals[name.Name] = e.zero(at, values.Type)
			}
		}
	}
}

func (e *evaluator) assign(at scope, node *ast.AssignStmt) {
	if len(node.Lhs) != len(node.Rhs) {
		for index, left := range node.Lhs {
			if name, ok := left.(*ast.Ident); ok && index == 0 && len(node.Rhs) == 1 {
				at.locals[name.Name] = e.value(at, node.Rhs[0])
			}
		}
		return
	}
	for index, left := range node.Lhs {
		made := e.value(at, node.Rhs[index])
		switch target := left.(type) {
		case *ast.Ident:
			at.locals[target.Name] = made
		case *ast.SelectorExpr:
			if holder := e.value(at, target.X); holder != nil && holder.fields != nil {
				e.set(holder, target.Sel.Name, made)
			}
		case *ast.IndexExpr:
			holder := e.value(at, target.X)
			if key := e.value(at, target.Index); holder != nil && holder.pairs != nil && key != nil && key.scalar != nil && key.scalar.Kind() == constant.String {
				holder.pairs[constant.StringVal(key.scalar)] = made
			}
		}
	}
}

// set puts a field, in the struct itself or in the embedded one that declares it.
func (e *evaluator) set(holder *value, name string, made *value) {
	if holder.typ != nil {
		if inner := e.embeddedWith(holder, name); inner != nil {
			inner.fields[name] = made
			return
		}
	}
	holder.fields[name] = made
}

func (e *evaluator) embeddedWith(holder *value, name string) *value {
	body, ok := holder.typ.spec.node.Type.(*ast.StructType)
	if !ok {
		return nil
	}
	for _, field := range body.Fields.List {
		for _, own := range field.Names {
			if own.Name == name {
				return nil
			}
		}
	}
	for _, field := range body.Fields.List {
		if len(field.Names) > 0 {
			continue
		}
		embedded := embeddedName(field.Type)
		if inner := holder.fields[embedded]; inner != nil && inner.fields != nil {
			return inner
		}
		if embedded == name {
			return nil
		}
		found := e.reader.declaration(place{holder.typ.pkg, holder.typ.spec.file, field.Type})
		if found == nil || !hasField(found, name) {
			continue
		}
		made := &value{typ: found, fields: map[string]*value{}}
		holder.fields[embedded] = made
		return made
	}
	return nil
}

func hasField(of *named, name string) bool {
	body, ok := of.spec.node.Type.(*ast.StructType)
	if !ok {
		return false
	}
	for _, field := range body.Fields.List {
		for _, own := range field.Names {
			if own.Name == name {
				return true
			}
		}
	}
	return false
}

func (e *evaluator) zero(at scope, typ ast.Expr) *value {
	if _, ok := typ.(*ast.MapType); ok {
		return &value{pairs: map[string]*value{}}
	}
	if found := e.reader.declaration(place{at.pkg, at.file, typ}); found != nil {
		if _, ok := found.spec.node.Type.(*ast.StructType); ok {
			return &value{typ: found, fields: map[string]*value{}}
		}
	}
	return nil
}

var durations = map[string]time.Duration{
	"Nanosecond": time.Nanosecond, "Microsecond": time.Microsecond, "Millisecond": time.Millisecond,
	"Second": time.Second, "Minute": time.Minute, "Hour": time.Hour,
}

func (e *evaluator) value(at scope, expression ast.Expr) *value {
	if e.depth > maxDepth*4 {
		return nil
	}
	e.depth++
	defer func() { e.depth-- }()
	switch node := expression.(type) {
	case *ast.BasicLit:
		return &value{scalar: constant.MakeFromLiteral(node.Value, node.Kind, 0)}
	case *ast.ParenExpr:
		return e.value(at, node.X)
	case *ast.StarExpr:
		return e.value(at, node.X)
	case *ast.UnaryExpr:
		return e.unary(at, node)
	case *ast.BinaryExpr:
		return e.binary(at, node)
	case *ast.Ident:
		return e.ident(at, node)
	case *ast.SelectorExpr:
		return e.selector(at, node)
	case *ast.CompositeLit:
		return e.literal(at, node, node.Type)
	case *ast.CallExpr:
		return e.callOf(at, node)
	default:
		return nil
	}
}

func (e *evaluator) unary(at scope, node *ast.UnaryExpr) *value {
	inner := e.value(at, node.X)
	if node.Op == token.AND || inner == nil || inner.scalar == nil {
		return inner
	}
	if node.Op != token.SUB && node.Op != token.NOT {
		return nil
	}
	return &value{scalar: constant.UnaryOp(node.Op, inner.scalar, 0), isDuration: inner.isDuration}
}

func (e *evaluator) binary(at scope, node *ast.BinaryExpr) *value {
	left, right := e.value(at, node.X), e.value(at, node.Y)
	if left == nil || right == nil || left.scalar == nil || right.scalar == nil {
		return nil
	}
	made := &value{isDuration: left.isDuration || right.isDuration}
	numbers := isNumber(left.scalar) && isNumber(right.scalar)
	switch node.Op {
	case token.ADD:
		if !numbers && (left.scalar.Kind() != constant.String || right.scalar.Kind() != constant.String) {
			return nil
		}
		made.scalar = constant.BinaryOp(left.scalar, node.Op, right.scalar)
	case token.SUB, token.MUL:
		if !numbers {
			return nil
		}
		made.scalar = constant.BinaryOp(left.scalar, node.Op, right.scalar)
	case token.SHL:
		count, ok := constant.Uint64Val(right.scalar)
		if !ok || left.scalar.Kind() != constant.Int || count > 62 {
			return nil
		}
		made.scalar = constant.Shift(left.scalar, token.SHL, uint(count))
	case token.QUO:
		if !numbers || constant.Sign(right.scalar) == 0 {
			return nil
		}
		operation := token.QUO
		if left.scalar.Kind() == constant.Int && right.scalar.Kind() == constant.Int {
			operation = token.QUO_ASSIGN
		}
		made.scalar = constant.BinaryOp(left.scalar, operation, right.scalar)
	default:
		return nil
	}
	return made
}

func isNumber(scalar constant.Value) bool {
	return scalar.Kind() == constant.Int || scalar.Kind() == constant.Float
}

func (e *evaluator) ident(at scope, node *ast.Ident) *value {
	if local, ok := at.locals[node.Name]; ok {
		return local
	}
	switch node.Name {
	case "true", "false":
		return &value{scalar: constant.MakeBool(node.Name == "true")}
	case "nil":
		return nil
	}
	return e.packageValue(at.pkg, node.Name)
}

func (e *evaluator) packageValue(pkg *goPackage, name string) *value {
	found, ok := pkg.values[name]
	if !ok || found.node.value == nil {
		return nil
	}
	locals := map[string]*value{"iota": {scalar: constant.MakeInt64(int64(found.node.iota))}}
	return e.value(scope{place{pkg, found.file, nil}, locals}, found.node.value)
}

func (e *evaluator) selector(at scope, node *ast.SelectorExpr) *value {
	if short, ok := node.X.(*ast.Ident); ok {
		if _, isLocal := at.locals[short.Name]; !isLocal {
			if path := e.reader.source.importPath(at.file, short.Name); path != "" {
				return e.imported(path, node.Sel.Name)
			}
		}
	}
	holder := e.value(at, node.X)
	if holder == nil || holder.fields == nil {
		return nil
	}
	if found, ok := holder.fields[node.Sel.Name]; ok {
		return found
	}
	if holder.typ != nil {
		if inner := e.embeddedWith(holder, node.Sel.Name); inner != nil {
			return inner.fields[node.Sel.Name]
		}
		return e.emptyField(holder, node.Sel.Name)
	}
	return nil
}

// emptyField makes a struct's field that is a struct itself and was not set, so that its own fields can be.
func (e *evaluator) emptyField(holder *value, name string) *value {
	body, ok := holder.typ.spec.node.Type.(*ast.StructType)
	if !ok {
		return nil
	}
	for _, field := range body.Fields.List {
		isNamed := len(field.Names) == 0 && embeddedName(field.Type) == name
		for _, own := range field.Names {
			isNamed = isNamed || own.Name == name
		}
		if !isNamed {
			continue
		}
		made := e.zero(scope{place: place{holder.typ.pkg, holder.typ.spec.file, nil}}, field.Type)
		if made != nil {
			holder.fields[name] = made
		}
		return made
	}
	return nil
}

func (e *evaluator) imported(path, name string) *value {
	if path == "time" {
		if length, ok := durations[name]; ok {
			return &value{scalar: constant.MakeInt64(int64(length)), isDuration: true}
		}
		return nil
	}
	if pkg := e.reader.source.load(path); pkg != nil {
		return e.packageValue(pkg, name)
	}
	return nil
}

func (e *evaluator) listLiteral(at scope, node *ast.CompositeLit, of ast.Expr) *value {
	made := &value{items: []*value{}}
	for _, element := range node.Elts {
		made.items = append(made.items, e.element(at, element, of))
	}
	return made
}

func (e *evaluator) literal(at scope, node *ast.CompositeLit, typ ast.Expr) *value {
	switch kind := typ.(type) {
	case *ast.ArrayType:
		return e.listLiteral(at, node, kind.Elt)
	case *ast.MapType:
		return e.mapLiteral(at, node, kind.Value)
	case *ast.StructType:
		return e.structLiteral(at, node, nil)
	case *ast.StarExpr:
		return e.literal(at, node, kind.X)
	}
	found := e.reader.declaration(place{at.pkg, at.file, typ})
	if found == nil {
		return nil
	}
	switch under := found.spec.node.Type.(type) {
	case *ast.ArrayType:
		return e.listLiteral(at, node, under.Elt)
	case *ast.MapType:
		return e.mapLiteral(at, node, under.Value)
	case *ast.StructType:
		return e.structLiteral(at, node, found)
	default:
		return nil
	}
}

func (e *evaluator) element(at scope, node ast.Expr, typ ast.Expr) *value {
	if literal, ok := node.(*ast.CompositeLit); ok && literal.Type == nil {
		return e.literal(at, literal, typ)
	}
	return e.value(at, node)
}

func (e *evaluator) mapLiteral(at scope, node *ast.CompositeLit, typ ast.Expr) *value {
	made := &value{pairs: map[string]*value{}}
	for _, element := range node.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if key := e.value(at, pair.Key); key != nil && key.scalar != nil && key.scalar.Kind() == constant.String {
			made.pairs[constant.StringVal(key.scalar)] = e.element(at, pair.Value, typ)
		}
	}
	return made
}

func (e *evaluator) structLiteral(at scope, node *ast.CompositeLit, typ *named) *value {
	made := &value{typ: typ, fields: map[string]*value{}}
	for _, element := range node.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if name, ok := pair.Key.(*ast.Ident); ok {
				made.fields[name.Name] = e.value(at, pair.Value)
			}
		}
	}
	return made
}

func (e *evaluator) callOf(at scope, node *ast.CallExpr) *value {
	arguments := make([]*value, 0, len(node.Args))
	for _, argument := range node.Args {
		arguments = append(arguments, e.value(at, argument))
	}
	switch callee := node.Fun.(type) {
	case *ast.Ident:
		if function, ok := at.pkg.funcs[callee.Name]; ok {
			return e.call(at.pkg, function, arguments)
		}
		if callee.Name == "new" && len(node.Args) == 1 {
			return e.zero(at, node.Args[0])
		}
		if callee.Name == "make" && len(node.Args) > 0 {
			return e.zero(at, node.Args[0])
		}
		return e.conversion(at, node, arguments)
	case *ast.SelectorExpr:
		return e.selectedCall(at, node, callee, arguments)
	case *ast.IndexExpr:
		return nil
	case *ast.ArrayType:
		return nil
	default:
		return nil
	}
}

func (e *evaluator) selectedCall(at scope, node *ast.CallExpr, callee *ast.SelectorExpr, arguments []*value) *value {
	short, ok := callee.X.(*ast.Ident)
	if !ok {
		return nil
	}
	if _, isLocal := at.locals[short.Name]; isLocal {
		return nil
	}
	path := e.reader.source.importPath(at.file, short.Name)
	if path == "go.opentelemetry.io/collector/config/configoptional" {
		if (callee.Sel.Name == "Some" || callee.Sel.Name == "Default") && len(arguments) == 1 {
			return arguments[0]
		}
		return nil
	}
	if path == "time" {
		return e.conversion(at, node, arguments)
	}
	pkg := e.reader.source.load(path)
	if pkg == nil {
		return nil
	}
	if function, ok := pkg.funcs[callee.Sel.Name]; ok {
		return e.call(pkg, function, arguments)
	}
	return e.conversion(at, node, arguments)
}

// conversion gives T(x): the value stays.
func (e *evaluator) conversion(at scope, node *ast.CallExpr, arguments []*value) *value {
	if len(arguments) != 1 {
		return nil
	}
	name, found := e.reader.qualify(place{at.pkg, at.file, node.Fun})
	if name == "time.Duration" && arguments[0] != nil && arguments[0].scalar != nil {
		return &value{scalar: arguments[0].scalar, isDuration: true}
	}
	if found != nil || basics[name] != "" || scalars[name] != "" {
		return arguments[0]
	}
	return nil
}
