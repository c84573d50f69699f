// Package azuread stands in the place of the package that signs in to Azure. Nothing is written to a remote store from here, and the receiver
// refuses the section that holds its configuration.
package azuread

// AzureADConfig is whatever is written.
type AzureADConfig map[string]any
