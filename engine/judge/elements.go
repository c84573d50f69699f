package judge

import (
	"strconv"
	"strings"
)

// longest is the longest list whose elements are asked about one by one.
const longest = 100

// all are the faults, and those that they hide: components end at their first fault most often, so each element of a list that holds one
// is asked about alone.
func (p *prober) all() []Fault {
	found := p.faults()
	for _, list := range p.listsOf(found) {
		found = p.withElements(list, found)
	}
	return found
}

// listsOf are the outermost lists that faults are in.
func (p *prober) listsOf(found []Fault) []path {
	var lists []path
	seen := map[string]bool{}
	for _, fault := range found {
		list, isIn := listOf(fault.Path)
		elements, _ := valueAt(p.body, list).([]any)
		if isIn && !seen[list.key()] && len(elements) > 1 && len(elements) <= longest {
			seen[list.key()] = true
			lists = append(lists, list)
		}
	}
	return lists
}

func listOf(place path) (path, bool) {
	for at, step := range place {
		if _, isIndex := step.(int); isIndex {
			return place[:at], true
		}
	}
	return nil, false
}

// withElements adds what the elements of a list are refused for alone, and takes back what only repeats that at another element.
func (p *prober) withElements(list path, found []Fault) []Fault {
	elements, _ := valueAt(p.body, list).([]any)
	p.left = max(p.left, probes/2)
	alone := map[int]*refusal{}
	for at := range elements {
		if now := p.aloneIn(list, at); now != nil {
			alone[at] = now
		}
	}
	var kept []Fault
	told := map[int]bool{}
	for _, fault := range found {
		at, isIn := elementOf(list, fault.Path)
		if isIn && alone[at] == nil && p.isOfOther(fault, list, alone) {
			continue
		}
		told[at] = told[at] || isIn
		kept = append(kept, fault)
	}
	for at := range elements {
		if alone[at] != nil && !told[at] {
			kept = append(kept, p.faultsAlone(list, at, alone[at])...)
		}
	}
	return kept
}

func elementOf(list, place path) (int, bool) {
	if len(place) <= len(list) || !place.startsWith(list) {
		return 0, false
	}
	at, isIndex := place[len(list)].(int)
	return at, isIndex
}

// othersOf leaves out all elements of a list but one; none is kept for a negative number.
func (p *prober) othersOf(list path, kept int) cuts {
	elements, _ := valueAt(p.body, list).([]any)
	var gone cuts
	for at := range elements {
		if at != kept {
			gone = append(gone, list.and(at))
		}
	}
	return gone
}

// aloneIn is what is said of a list that has one element only, and not of an empty one, nor because of the elements that it names.
func (p *prober) aloneIn(list path, at int) *refusal {
	now := p.refusal(p.othersOf(list, at))
	if now == nil {
		return nil
	}
	empty := p.refusal(p.othersOf(list, -1))
	names := namesIn(valueAt(p.body, list), at)
	found := &refusal{stage: now.stage}
	for _, line := range now.lines {
		isNew := empty == nil || count(empty.lines, line) == 0
		if isNew && !quotesAny(line, names) {
			found.lines = append(found.lines, line)
		}
	}
	if len(found.lines) == 0 {
		return nil
	}
	return found
}

// namesIn are the names that the other elements of a list go by.
func namesIn(list any, but int) []string {
	elements, _ := list.([]any)
	var names []string
	for at, element := range elements {
		body, _ := element.(map[string]any)
		for _, label := range []string{"id", "name"} {
			if name, isText := body[label].(string); isText && at != but {
				names = append(names, name)
			}
		}
	}
	return names
}

func quotesAny(line string, words []string) bool {
	for _, word := range words {
		if quotes(line, word) {
			return true
		}
	}
	return false
}

// isOfOther is true for a fault whose message quotes an element that is refused alone.
func (p *prober) isOfOther(fault Fault, list path, alone map[int]*refusal) bool {
	for at := range alone {
		for _, text := range textsBelow(valueAt(p.body, list.and(at))) {
			if len(text) > 2 && quotes(fault.Message, text) {
				return true
			}
		}
	}
	return false
}

func (p *prober) faultsAlone(list path, at int, now *refusal) []Fault {
	gone := p.othersOf(list, at)
	var found []Fault
	for _, line := range now.lines {
		place := list.and(at)
		for p.left > 0 {
			next, isSmaller := p.guilty(line, now, place, gone)
			if !isSmaller {
				break
			}
			place = next
		}
		if text, isText := valueAt(p.body, place).(string); isText && isOpen(text) {
			continue
		}
		found = append(found, Fault{Stage: now.stage, Message: atIndex(line, list, at), Path: place})
	}
	return found
}

// atIndex says the index that an element has among the others: alone it is the first.
func atIndex(line string, list path, at int) string {
	index := strconv.Itoa(at)
	key, _ := list[len(list)-1].(string)
	return strings.NewReplacer(key+"[0]", key+"["+index+"]", key+"::0", key+"::"+index, "(0-th", "("+index+"-th").Replace(line)
}
