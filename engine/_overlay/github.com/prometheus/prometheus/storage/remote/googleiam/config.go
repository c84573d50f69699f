// Package googleiam stands in the place of the package that signs in to Google Cloud. Nothing is written to a remote store from here, and the
// receiver refuses the section that holds its configuration.
package googleiam

// Config is whatever is written.
type Config map[string]any
