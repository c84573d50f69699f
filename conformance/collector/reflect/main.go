// Command reflect prints, as JSON, every configuration field of the linked components: its name, its type and its default.
package main

import (
	"encoding/json"
	"log"
	"os"

	"otelflux.invalid/conformance/collector/internal/components"
)

func main() {
	found, err := components.Inspect()
	if err != nil {
		log.Fatal(err)
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(found); err != nil {
		log.Fatal(err)
	}
}
