// Package sigv4 stands in the place of the package that signs requests for AWS. Nothing is sent from here, and the sections that hold its
// configuration are ones that the receiver refuses.
package sigv4

// SigV4Config is whatever is written.
type SigV4Config map[string]any
