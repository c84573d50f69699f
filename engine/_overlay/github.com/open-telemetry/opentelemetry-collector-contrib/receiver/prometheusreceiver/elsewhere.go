package prometheusreceiver

import (
	"errors"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/prometheus/discovery"
)

// elsewhere is a discovery whose client does not compile here: whatever its configuration holds is taken for right. Kind tells one from
// the other, for the register goes by type.
type elsewhere[Kind kind] struct{ Body any }

type kind interface{ name() string }

type (
	aws          struct{}
	azure        struct{}
	consul       struct{}
	digitalOcean struct{}
	docker       struct{}
	dockerSwarm  struct{}
	ec2          struct{}
	ecs          struct{}
	elasticache  struct{}
	eureka       struct{}
	gce          struct{}
	hetzner      struct{}
	ionos        struct{}
	kuma         struct{}
	lightsail    struct{}
	linode       struct{}
	marathon     struct{}
	msk          struct{}
	nerve        struct{}
	nomad        struct{}
	openStack    struct{}
	outscale     struct{}
	ovhCloud     struct{}
	puppetDB     struct{}
	rds          struct{}
	scaleway     struct{}
	serverset    struct{}
	stackit      struct{}
	triton       struct{}
	uyuni        struct{}
	vultr        struct{}
)

func (aws) name() string          { return "aws" }
func (azure) name() string        { return "azure" }
func (consul) name() string       { return "consul" }
func (digitalOcean) name() string { return "digitalocean" }
func (docker) name() string       { return "docker" }
func (dockerSwarm) name() string  { return "dockerswarm" }
func (ec2) name() string          { return "ec2" }
func (ecs) name() string          { return "ecs" }
func (elasticache) name() string  { return "elasticache" }
func (eureka) name() string       { return "eureka" }
func (gce) name() string          { return "gce" }
func (hetzner) name() string      { return "hetzner" }
func (ionos) name() string        { return "ionos" }
func (kuma) name() string         { return "kuma" }
func (lightsail) name() string    { return "lightsail" }
func (linode) name() string       { return "linode" }
func (marathon) name() string     { return "marathon" }
func (msk) name() string          { return "msk" }
func (nerve) name() string        { return "nerve" }
func (nomad) name() string        { return "nomad" }
func (openStack) name() string    { return "openstack" }
func (outscale) name() string     { return "outscale" }
func (ovhCloud) name() string     { return "ovhcloud" }
func (puppetDB) name() string     { return "puppetdb" }
func (rds) name() string          { return "rds" }
func (scaleway) name() string     { return "scaleway" }
func (serverset) name() string    { return "serverset" }
func (stackit) name() string      { return "stackit" }
func (triton) name() string       { return "triton" }
func (uyuni) name() string        { return "uyuni" }
func (vultr) name() string        { return "vultr" }

func init() {
	for _, one := range []discovery.Config{
		&elsewhere[aws]{}, &elsewhere[azure]{}, &elsewhere[consul]{}, &elsewhere[digitalOcean]{}, &elsewhere[docker]{},
		&elsewhere[dockerSwarm]{}, &elsewhere[ec2]{}, &elsewhere[ecs]{}, &elsewhere[elasticache]{}, &elsewhere[eureka]{}, &elsewhere[gce]{},
		&elsewhere[hetzner]{}, &elsewhere[ionos]{}, &elsewhere[kuma]{}, &elsewhere[lightsail]{}, &elsewhere[linode]{},
		&elsewhere[marathon]{}, &elsewhere[msk]{}, &elsewhere[nerve]{}, &elsewhere[nomad]{}, &elsewhere[openStack]{},
		&elsewhere[outscale]{}, &elsewhere[ovhCloud]{}, &elsewhere[puppetDB]{}, &elsewhere[rds]{}, &elsewhere[scaleway]{},
		&elsewhere[serverset]{}, &elsewhere[stackit]{}, &elsewhere[triton]{}, &elsewhere[uyuni]{}, &elsewhere[vultr]{},
	} {
		discovery.RegisterConfig(one)
	}
}

// UnmarshalYAML takes anything.
func (e *elsewhere[Kind]) UnmarshalYAML(read func(any) error) error { return read(&e.Body) }

// Name of the discovery.
func (*elsewhere[Kind]) Name() string {
	var one Kind
	return one.name()
}

// NewDiscoverer makes none.
func (*elsewhere[Kind]) NewDiscoverer(discovery.DiscovererOptions) (discovery.Discoverer, error) {
	return nil, errors.New("there is nothing to discover here")
}

// NewDiscovererMetrics makes none.
func (*elsewhere[Kind]) NewDiscovererMetrics(prometheus.Registerer, discovery.RefreshMetricsInstantiator) discovery.DiscovererMetrics {
	return nil
}
