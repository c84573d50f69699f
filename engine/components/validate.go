package components

// The build of a release before 0.150 names the package that had it then.
import validation "go.opentelemetry.io/collector/confmap"

// Validate asks a configuration, and everything in it, whether it is right.
func Validate(config any) error { return validation.Validate(config) }
