// Package kubernetes stands in the place of the client of Kubernetes, which nobody calls here.
package kubernetes

// Interface is any client.
type Interface interface{}
