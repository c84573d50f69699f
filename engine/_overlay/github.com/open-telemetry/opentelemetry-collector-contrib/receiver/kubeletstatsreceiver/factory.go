package kubeletstatsreceiver

import (
	"context"
	"errors"
	"slices"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/receiver"
	"go.opentelemetry.io/collector/receiver/xreceiver"
	"go.opentelemetry.io/collector/scraper/scraperhelper"
	"k8s.io/client-go/kubernetes"

	"github.com/open-telemetry/opentelemetry-collector-contrib/internal/k8sconfig"
	kube "github.com/open-telemetry/opentelemetry-collector-contrib/internal/kubelet"
	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/kubeletstatsreceiver/internal/kubelet"
	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/kubeletstatsreceiver/internal/metadata"
)

const metricGroupsConfig = "metric_groups"

var defaultMetricGroups = []kubelet.MetricGroup{
	kubelet.ContainerMetricGroup,
	kubelet.PodMetricGroup,
	kubelet.NodeMetricGroup,
}

// NewFactory makes receivers that read their configuration and never ask a kubelet. Of the release of the sources
// only a module can be had that knows the former name and no other.
func NewFactory() receiver.Factory {
	return xreceiver.NewFactory(component.MustNewType("kubelet_stats"), defaults,
		xreceiver.WithMetrics(build, metadata.MetricsStability),
		xreceiver.WithDeprecatedTypeAlias(component.MustNewType("kubeletstats")),
	)
}

// scraperOptions are what the receiver makes of its configuration.
type scraperOptions struct {
	collectionInterval    time.Duration
	extraMetadataLabels   []kubelet.MetadataLabel
	metricGroupsToCollect map[kubelet.MetricGroup]bool
	allNetworkInterfaces  map[kubelet.MetricGroup]bool
	k8sAPIClient          kubernetes.Interface
}

func build(_ context.Context, _ receiver.Settings, config component.Config, _ consumer.Metrics) (receiver.Metrics, error) {
	withoutClient := *config.(*Config)
	withoutClient.K8sAPIConfig = nil
	if _, err := withoutClient.getReceiverOptions(); err != nil {
		return nil, err
	}
	// The real one says that it cannot open a file without a name; what it says of files that have one is for the machine that has them.
	if withoutClient.AuthType == k8sconfig.AuthTypeTLS && slices.Contains([]string{withoutClient.CAFile, withoutClient.CertFile, withoutClient.KeyFile}, "") {
		return nil, errors.New("auth_type tls requires ca_file, cert_file and key_file; in a pod it is serviceAccount most often")
	}
	return idle{}, nil
}

type idle struct {
	component.StartFunc
	component.ShutdownFunc
}

func defaults() component.Config {
	controller := scraperhelper.NewDefaultControllerConfig()
	controller.CollectionInterval = 10 * time.Second
	return &Config{
		ControllerConfig:     controller,
		ClientConfig:         kube.ClientConfig{APIConfig: k8sconfig.APIConfig{AuthType: k8sconfig.AuthTypeTLS}},
		MetricsBuilderConfig: metadata.DefaultMetricsBuilderConfig(),
	}
}
