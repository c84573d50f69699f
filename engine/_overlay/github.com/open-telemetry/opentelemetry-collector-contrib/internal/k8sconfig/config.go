// Package k8sconfig stands in the place of the package that makes clients of Kubernetes: here nobody calls one, and only what a
// configuration says about them is read.
package k8sconfig

import (
	"errors"
	"fmt"
	"slices"

	"k8s.io/client-go/kubernetes"
)

// AuthType says how a client proves who it is.
type AuthType string

// The ways that there are.
const (
	AuthTypeNone           AuthType = "none"
	AuthTypeServiceAccount AuthType = "serviceAccount"
	AuthTypeKubeConfig     AuthType = "kubeConfig"
	AuthTypeTLS            AuthType = "tls"
)

var ways = []AuthType{AuthTypeNone, AuthTypeServiceAccount, AuthTypeKubeConfig, AuthTypeTLS}

// APIConfig holds the fields that components share.
type APIConfig struct {
	AuthType     AuthType `mapstructure:"auth_type"`
	Context      string   `mapstructure:"context"`
	KubeAPIQPS   float32  `mapstructure:"kube_api_qps"`
	KubeAPIBurst int      `mapstructure:"kube_api_burst"`
}

// Validate says what the real one says.
func (c APIConfig) Validate() error {
	switch {
	case !slices.Contains(ways, c.AuthType):
		return fmt.Errorf("invalid authType for kubernetes: %v", c.AuthType)
	case c.KubeAPIQPS < 0:
		return errors.New("kube_api_qps must be greater than 0")
	case c.KubeAPIBurst < 0:
		return errors.New("kube_api_burst must be greater than 0")
	}
	return nil
}

// MakeClient makes none.
func MakeClient(APIConfig) (kubernetes.Interface, error) {
	return nil, errors.New("there is no Kubernetes here")
}
