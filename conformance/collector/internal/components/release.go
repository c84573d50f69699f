package components

// Release is the collector release that the linked modules are of.
const Release = "0.158.0"

// packages tells where a factory comes from, by class and type, where its configuration is declared elsewhere.
var packages = map[string]string{
	"exporter.nop": "go.opentelemetry.io/collector/exporter/nopexporter",
}
