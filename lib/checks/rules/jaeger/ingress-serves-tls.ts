import { hasIngress } from '../../../jaeger';
import { coversHost } from '../../../platform';
import { jaegerRule } from '../../jaeger/rule';

export const ingressServesTls = jaegerRule({
  id: 'JG-10',
  title: 'Every host of the Ingress of Jaeger is served over TLS',
  severity: 'warning',
  why: 'Traces, with whatever is in them, cross the network in clear text.',
  fix: 'List the host under ingress.tls with the Secret of its certificate.',
  spec: `
-   ingress: {hosts: [ui.example.com], tls: [{hosts: [gui.example.com], secretName: ui-tls}], annotations: {nginx.ingress.kubernetes.io/auth-type: basic}}
+   ingress: {hosts: [ui.example.com], tls: [{hosts: [ui.example.com], secretName: ui-tls}], annotations: {nginx.ingress.kubernetes.io/auth-type: basic}}
`,
  *check({ name, spec: { ingress } }, plain) {
    const hosts = ingress.hosts.flatMap(({ value }) => value || []);
    if (!hasIngress(plain) || hosts.length === 0) return;
    const { tls, secretName } = ingress;
    if (tls.length === 0 && !secretName.isWritten) {
      yield {
        message: `The Ingress of Jaeger ${name} serves ${hosts.join(', ')} without TLS.`,
        at: tls.place,
      };
      return;
    }
    if (secretName.isWritten) {
      yield {
        message: `The Ingress of Jaeger ${name} uses the deprecated secretName${tls.length > 0 ? ', which tls overrules' : ''}.`,
        at: secretName,
      };
    }
    const certified = tls.flatMap((entry) => entry.hosts);
    const bare = hosts.filter((host) => !certified.some(({ value }) => coversHost(value, host)));
    if (tls.length === 0 || bare.length === 0) return;
    // The one host of the certificates that the Ingress does not serve.
    const odd = certified.filter(({ value }) => !hosts.some((host) => coversHost(value, host)));
    yield {
      message: `No entry of ingress.tls of Jaeger ${name} covers ${bare.join(', ')}.`,
      at: odd.length === 1 ? odd[0] : tls.place,
    };
  },
});
