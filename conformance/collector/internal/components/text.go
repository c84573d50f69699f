package components

import (
	"encoding"
	"fmt"
	"regexp"
	"time"
)

var zeroUnits = regexp.MustCompile(`([hm])0[ms](0s)?$`)

// shortDuration writes 5m where Go writes 5m0s.
func shortDuration(d time.Duration) string {
	return zeroUnits.ReplaceAllString(d.String(), "$1")
}

func marshalText(value any) (string, error) {
	switch known := value.(type) {
	case encoding.TextMarshaler:
		text, err := known.MarshalText()
		return string(text), err
	case fmt.Stringer:
		return known.String(), nil
	default:
		return "", fmt.Errorf("%T has no text", value)
	}
}
