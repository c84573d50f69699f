import { at, field, items, ownValue, shown } from '../../../documents';
import type { ComponentCard } from '../card';
import { http, optional } from '../listens';
import { inNamespace, type Need, watch } from '../rights';

const discovery: { readonly [role: string]: readonly Need[] } = {
  node: watch('', 'nodes'),
  pod: watch('', 'pods'),
  service: watch('', 'services'),
  endpoints: watch('', 'endpoints', 'services', 'pods'),
  endpointslice: [...watch('discovery.k8s.io', 'endpointslices'), ...watch('', 'services', 'pods')],
  ingress: watch('networking.k8s.io', 'ingresses'),
};

/** Scrapes; it discovers targets by the Kubernetes API where a job says so. */
export const prometheus: ComponentCard = {
  listens: [optional(['api_server', 'server_config'], 9090, http)],
  does: ['bringsNoRequest'],
  rights: (body) =>
    items(at(body, ['config', 'scrape_configs']))
      .flatMap((scrape) => items(field(scrape, 'kubernetes_sd_configs')))
      .flatMap((each) => {
        const role = shown(field(each, 'role'));
        const needs = ownValue(discovery, role) ?? [];
        const outside = field(each, 'kubeconfig_file') ?? field(each, 'api_server');
        const isLimited = items(at(each, ['namespaces', 'names'])).length > 0;
        return outside === undefined ? inNamespace(needs, isLimited) : [];
      }),
};
