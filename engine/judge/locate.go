package judge

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// path leads to a part of a configuration: keys and indices.
type path []any

func (p path) key() string { return fmt.Sprintf("%q", []any(p)) }

func (p path) startsWith(start path) bool {
	if len(start) > len(p) {
		return false
	}
	for at, step := range start {
		if p[at] != step {
			return false
		}
	}
	return true
}

func (p path) and(step any) path { return append(append(path{}, p...), step) }

// cuts are the parts that are taken out of a configuration.
type cuts []path

func (c cuts) and(p path) cuts { return append(append(cuts{}, c...), p) }

// without is a configuration without the parts; paths are those of the whole one.
func without(body map[string]any, gone cuts) map[string]any {
	if len(gone) == 0 {
		return body
	}
	keys := map[string]bool{}
	for _, one := range gone {
		keys[one.key()] = true
	}
	made, _ := copied(body, path{}, keys).(map[string]any)
	return made
}

func copied(value any, at path, gone map[string]bool) any {
	switch value := value.(type) {
	case map[string]any:
		made := make(map[string]any, len(value))
		for key, each := range value {
			if below := at.and(key); !gone[below.key()] {
				made[key] = copied(each, below, gone)
			}
		}
		return made
	case []any:
		made := make([]any, 0, len(value))
		for index, each := range value {
			if below := at.and(index); !gone[below.key()] {
				made = append(made, copied(each, below, gone))
			}
		}
		return made
	}
	return value
}

// prober finds the part of a configuration that a message is about by taking parts out and asking again.
type prober struct {
	body map[string]any
	ask  func(map[string]any) *refusal
	left int
	// readsReferences is true where what is asked is whether `${…}` can be read, not what stands there.
	readsReferences bool
}

// refusal asks about the configuration without some parts. Large configurations use up more of what may be asked.
func (p *prober) refusal(gone cuts) *refusal { return p.refused(without(p.body, gone)) }

func (p *prober) refused(body map[string]any) *refusal {
	p.left -= 1 + leaves(body)/10
	return p.ask(body)
}

func leaves(value any) int {
	found := 0
	switch value := value.(type) {
	case map[string]any:
		for _, each := range value {
			found += leaves(each)
		}
	case []any:
		for _, each := range value {
			found += leaves(each)
		}
	default:
		return 1
	}
	return found
}

// faults are all that is wrong with the configuration, each at the smallest part without which it is not said. Parts that are at fault
// are left out when it is asked again; what is said only because of that is not a fault.
func (p *prober) faults() []Fault {
	whole := p.refusal(nil)
	if whole == nil {
		return nil
	}
	found := findings{prober: p, whole: whole.lines, settled: map[string]bool{}}
	for now := whole; now != nil && p.left > 0; now = p.refusal(found.gone) {
		if !found.settle(now) {
			break
		}
	}
	return found.faults
}

// findings are the faults so far.
type findings struct {
	*prober
	// whole is all that is said of the whole configuration.
	whole   []string
	faults  []Fault
	gone    cuts
	settled map[string]bool
}

const enough = 25

// settle finds the places of what is said, and takes them out; false where that changes nothing.
func (f *findings) settle(now *refusal) bool {
	before := f.gone
	isNew := false
	for _, line := range now.lines {
		if f.settled[line] || len(f.faults) >= enough || f.left <= 0 && len(f.faults) > 0 {
			continue
		}
		place := f.locate(line, now, before)
		if isCut(place, f.gone[len(before):]) {
			continue
		}
		f.take(line, now.stage, place)
		isNew = isNew || len(f.gone) > len(before) || f.settled[line]
	}
	return isNew && len(f.faults) < enough
}

// take keeps a fault, if it is one, and leaves its place out from then on.
func (f *findings) take(line, stage string, place path) {
	fault := Fault{Stage: stage, Message: line, Path: f.named(line, place)}
	if text, isText := valueAt(f.body, place).(string); isText && isOpen(text) && !f.readsReferences {
		// Whatever was put in for what stands elsewhere did not suit the field; what stands there may.
		f.gone = f.gone.and(place)
		return
	}
	isGenuine := len(f.gone) == 0 || count(f.whole, line) > 0
	if !isGenuine {
		if whole, touched := widened(place, f.gone); touched && !f.isOwnFault(line, place, f.gone) {
			// Said because something in there was taken out, which was reported: the whole goes now.
			if len(whole) > 0 {
				f.gone = f.gone.and(whole)
			}
			return
		}
	}
	if len(place) == 0 {
		f.settled[line] = true
		if isGenuine {
			f.faults = append(f.faults, fault)
		}
		return
	}
	if isGenuine || f.isOwnFault(line, place, f.gone) {
		f.faults = append(f.faults, fault)
	}
	f.gone = f.gone.and(place)
}

// isCut is true for a place in something that has just been taken out.
func isCut(place path, gone cuts) bool {
	for _, one := range gone {
		if place.startsWith(one) {
			return true
		}
	}
	return false
}

// widened is the part that a complaint of what was taken out is about: the place itself where something below it is gone, or the map
// that both are in. Elements of a list do not depend on each other.
func widened(place path, gone cuts) (path, bool) {
	for _, one := range gone {
		common := 0
		for common < len(one) && common < len(place) && one[common] == place[common] {
			common++
		}
		if common == len(place) {
			return place, true
		}
		if _, isKey := place[common].(string); isKey && common > 0 {
			return place[:common], true
		}
	}
	return nil, false
}

// isOwnFault tells a fault that another one hid from a complaint about what was taken out.
func (p *prober) isOwnFault(line string, place path, gone cuts) bool {
	if len(place) == 0 || isLabel(place) {
		return false
	}
	for _, one := range gone {
		if one.startsWith(place) {
			return false
		}
		words := textsBelow(valueAt(p.body, one))
		if key, isKey := one[len(one)-1].(string); isKey {
			words = append(words, key)
		}
		for _, word := range words {
			if quotes(line, word) {
				return false
			}
		}
	}
	points := score(line, place[len(place)-1], valueAt(p.body, place))
	_, isKey := place[len(place)-1].(string)
	return points > 1 || points == 1 && isKey
}

// locate goes down from the whole to the smallest part without which the line is not said.
func (p *prober) locate(line string, now *refusal, gone cuts) path {
	at := path{}
	for p.left > 0 {
		next, found := p.guilty(line, now, at, gone)
		if !found {
			return at
		}
		at = next
	}
	return at
}

// guilty is the child without which the line is not said. A child whose absence brings no new complaint is preferred, then one that
// the line speaks of: without a required field a component may be refused before it comes to the fault.
func (p *prober) guilty(line string, now *refusal, at path, gone cuts) (path, bool) {
	var fallback path
	for _, child := range p.children(line, at, gone) {
		if p.left <= 0 {
			break
		}
		if p.isGuiltyAlone(line, child, at, gone) {
			return child.path, true
		}
		then := p.refusal(gone.and(child.path))
		if then == nil {
			return child.path, true
		}
		if count(then.lines, line) >= count(now.lines, line) {
			continue
		}
		if len(then.lines) < len(now.lines) && !hasNew(then.lines, now.lines) {
			return child.path, true
		}
		if fallback == nil && (child.score > 0 || then.stage == now.stage && !absence.MatchString(line)) {
			fallback = child.path
		}
	}
	return fallback, fallback != nil
}

// isGuiltyAlone is true for an element of a list of which the line is said when it is the only one. Most elements do not depend on each
// other, and one is asked about sooner than all but one.
func (p *prober) isGuiltyAlone(line string, suspect child, at path, gone cuts) bool {
	list, isList := valueAt(p.body, at).([]any)
	if !isList || len(list) < 2 || suspect.score < 2 {
		return false
	}
	others := gone
	for index := range list {
		if below := at.and(index); below.key() != suspect.path.key() {
			others = others.and(below)
		}
	}
	then := p.refusal(others)
	return then != nil && count(then.lines, line) > 0
}

type child struct {
	path  path
	score int
}

func (p *prober) children(line string, at path, gone cuts) []child {
	var found []child
	add := func(step, value any) {
		below := at.and(step)
		for _, one := range gone {
			if one.key() == below.key() {
				return
			}
		}
		found = append(found, child{below, score(line, step, value)})
	}
	switch value := valueAt(p.body, at).(type) {
	case map[string]any:
		keys := make([]string, 0, len(value))
		for key := range value {
			keys = append(keys, key)
		}
		sort.Strings(keys)
		for _, key := range keys {
			add(key, value[key])
		}
	case []any:
		for index, each := range value {
			add(index, each)
		}
	}
	if sameAgain.MatchString(line) {
		slices.Reverse(found)
	}
	sort.SliceStable(found, func(a, b int) bool {
		left, right := isLabel(found[a].path), isLabel(found[b].path)
		return left != right && right || left == right && found[a].score > found[b].score
	})
	return found
}

// absence is complained of with what is not there: nothing that is there is at fault.
var absence = regexp.MustCompile(`(?i)at least one|required|missing|must be (specified|set|provided|configured)|(cannot|must not) be empty|no .* (specified|configured|provided)`)

// Of two that are the same the later one is at fault.
var sameAgain = regexp.MustCompile(`(?i)duplicat|already|more than once`)

// isLabel is true for a field that says which thing a message is about more often than it is at fault.
func isLabel(at path) bool {
	switch at[len(at)-1] {
	case "name", "id", "key", "type", "context":
		return true
	}
	return false
}

// score tells how much a line speaks of a part: a text of its content counts more than its name.
func score(line string, step, value any) int {
	points := 0
	switch step := step.(type) {
	case string:
		if mentions(line, step) {
			points++
		}
	case int:
		index := strconv.Itoa(step)
		if strings.Contains(line, "["+index+"]") || strings.Contains(line, "::"+index) {
			points++
		}
	}
	longest := 0
	for _, text := range textsBelow(value) {
		if len(text) > longest && quotes(line, text) {
			longest = len(text)
		}
	}
	switch {
	case longest > 8:
		points += 4
	case longest > 2:
		points += 3
	case longest > 0:
		points += 2
	}
	return points
}

func mentions(line, word string) bool {
	at := strings.Index(line, word)
	for at >= 0 {
		end := at + len(word)
		if (at == 0 || !isWord(line[at-1])) && (end == len(line) || !isWord(line[end])) {
			return true
		}
		next := strings.Index(line[at+1:], word)
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return false
}

func isWord(letter byte) bool {
	return letter == '_' || letter >= '0' && letter <= '9' || letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z'
}

// quotes tells whether a line holds a text of the configuration, as it is or as Go prints it between quotes.
func quotes(line, text string) bool {
	if text == "" {
		return false
	}
	if mentions(line, text) {
		return true
	}
	quoted := strconv.Quote(text)
	return len(text) > 2 && strings.Contains(line, quoted[1:len(quoted)-1])
}

func textsBelow(value any) []string {
	switch value := value.(type) {
	case string:
		return []string{value}
	case map[string]any:
		var found []string
		for key, each := range value {
			found = append(append(found, key), textsBelow(each)...)
		}
		return found
	case []any:
		var found []string
		for _, each := range value {
			found = append(found, textsBelow(each)...)
		}
		return found
	case int, float64, bool:
		return []string{fmt.Sprint(value)}
	}
	return nil
}

func valueAt(body any, at path) any {
	for _, step := range at {
		switch step := step.(type) {
		case string:
			value, _ := body.(map[string]any)
			body = value[step]
		case int:
			value, _ := body.([]any)
			if step >= len(value) {
				return nil
			}
			body = value[step]
		}
	}
	return body
}

var (
	index = regexp.MustCompile(`(::|\[|\()\d+`)
	words = regexp.MustCompile(`\["[^\]]*"\]`)
)

// The place of an element changes when one before it is taken out, and a set has its words in another order each time.
func bare(line string) string {
	return words.ReplaceAllStringFunc(index.ReplaceAllString(line, "$1#"), func(set string) string {
		return strings.Join(slices.Sorted(slices.Values(strings.Fields(strings.Trim(set, "[]")))), " ")
	})
}

func count(lines []string, wanted string) int {
	found := 0
	for _, line := range lines {
		if bare(line) == bare(wanted) {
			found++
		}
	}
	return found
}

func hasNew(lines, known []string) bool {
	for _, line := range lines {
		if count(known, line) == 0 {
			return true
		}
	}
	return false
}

// named follows the path that stands before a message, `protocols::grpc: …`, where it leads further than the place that was found.
func (p *prober) named(line string, place path) path {
	head, _, found := strings.Cut(line, ": ")
	if !found {
		return place
	}
	var at path
	for _, step := range strings.Split(head, "::") {
		switch value := valueAt(p.body, at).(type) {
		case map[string]any:
			if _, ok := value[step]; !ok {
				return deeper(at, place)
			}
			at = at.and(step)
		case []any:
			number, err := strconv.Atoi(step)
			if err != nil || number >= len(value) {
				return deeper(at, place)
			}
			at = at.and(number)
		default:
			return deeper(at, place)
		}
	}
	return deeper(at, place)
}

func deeper(named, found path) path {
	if len(named) > len(found) && named.startsWith(found) {
		return named
	}
	return found
}
