// Package kubernetes stands in the place of the discovery that asks Kubernetes: its configuration is read and judged, and nothing is
// discovered.
package kubernetes

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/config"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/prometheus/prometheus/discovery"
)

func init() { discovery.RegisterConfig(&SDConfig{}) }

// Role is the kind of object that targets are made of.
type Role string

// selectable tells for each role the objects that may be selected.
var selectable = map[Role][]string{
	"endpoints":     {"pod", "service", "endpoints"},
	"endpointslice": {"pod", "service", "endpointslice"},
	"ingress":       {"ingress"},
	"node":          {"node"},
	"pod":           {"pod", "node"},
	"service":       {"service"},
}

// UnmarshalYAML takes the roles that there are.
func (r *Role) UnmarshalYAML(read func(any) error) error {
	var word string
	if err := read(&word); err != nil {
		return err
	}
	*r = Role(word)
	if _, known := selectable[*r]; !known {
		return fmt.Errorf("unknown Kubernetes SD role %q", word)
	}
	return nil
}

// SDConfig is one entry of `kubernetes_sd_configs`.
type SDConfig struct {
	APIServer          config.URL              `yaml:"api_server,omitempty"`
	Role               Role                    `yaml:"role"`
	KubeConfig         string                  `yaml:"kubeconfig_file"`
	HTTPClientConfig   config.HTTPClientConfig `yaml:",inline"`
	NamespaceDiscovery Namespaces              `yaml:"namespaces,omitempty"`
	Selectors          []Selector              `yaml:"selectors,omitempty"`
	AttachMetadata     Attached                `yaml:"attach_metadata,omitempty"`
}

// Namespaces are those that are looked into.
type Namespaces struct {
	Own   bool     `yaml:"own_namespace"`
	Names []string `yaml:"names"`
}

// Selector narrows the objects of a role.
type Selector struct {
	Role  Role   `yaml:"role,omitempty"`
	Label string `yaml:"label,omitempty"`
	Field string `yaml:"field,omitempty"`
}

// Attached says what else becomes labels of a target.
type Attached struct {
	Node       bool `yaml:"node"`
	Namespace  bool `yaml:"namespace"`
	Deployment bool `yaml:"deployment"`
	Job        bool `yaml:"job"`
	CronJob    bool `yaml:"cronjob"`
}

// UnmarshalYAML says what the real one says.
func (c *SDConfig) UnmarshalYAML(read func(any) error) error {
	type plain SDConfig
	*c = SDConfig{HTTPClientConfig: config.DefaultHTTPClientConfig}
	if err := read((*plain)(c)); err != nil {
		return err
	}
	if c.Role == "" {
		return errors.New("role missing (one of: pod, service, endpoints, endpointslice, node, ingress)")
	}
	if err := c.HTTPClientConfig.Validate(); err != nil {
		return err
	}
	if err := c.validateAccess(); err != nil {
		return err
	}
	return c.validateSelectors()
}

func (c *SDConfig) validateAccess() error {
	named, file := c.APIServer.URL != nil, c.KubeConfig != ""
	ownClient := !reflect.DeepEqual(c.HTTPClientConfig, config.DefaultHTTPClientConfig)
	switch {
	case named && file:
		return errors.New("cannot use 'kubeconfig_file' and 'api_server' simultaneously")
	case file && ownClient:
		return errors.New("cannot use a custom HTTP client configuration together with 'kubeconfig_file'")
	case !named && ownClient:
		return errors.New("to use custom HTTP client configuration please provide the 'api_server' URL explicitly")
	case named && c.NamespaceDiscovery.Own:
		return errors.New("cannot use 'api_server' and 'namespaces.own_namespace' simultaneously")
	case file && c.NamespaceDiscovery.Own:
		return errors.New("cannot use 'kubeconfig_file' and 'namespaces.own_namespace' simultaneously")
	}
	return nil
}

func (c *SDConfig) validateSelectors() error {
	var seen []Role
	for _, one := range c.Selectors {
		if slices.Contains(seen, one.Role) {
			return fmt.Errorf("duplicated selector role: %s", one.Role)
		}
		seen = append(seen, one.Role)
		if of := selectable[c.Role]; !slices.Contains(of, string(one.Role)) {
			return fmt.Errorf("%s role supports only %s selectors", c.Role, strings.Join(of, ", "))
		}
		if _, err := fields.ParseSelector(one.Field); err != nil {
			return err
		}
		if _, err := labels.Parse(one.Label); err != nil {
			return err
		}
	}
	return nil
}

// Name of the discovery.
func (*SDConfig) Name() string { return "kubernetes" }

// SetDirectory is for files, which nobody reads here.
func (*SDConfig) SetDirectory(string) {}

// NewDiscoverer makes none.
func (*SDConfig) NewDiscoverer(discovery.DiscovererOptions) (discovery.Discoverer, error) {
	return nil, errors.New("there is no Kubernetes here")
}

// NewDiscovererMetrics makes none.
func (*SDConfig) NewDiscovererMetrics(prometheus.Registerer, discovery.RefreshMetricsInstantiator) discovery.DiscovererMetrics {
	return nil
}
