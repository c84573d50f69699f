import { at, type Data, field, items } from '../../../documents';
import { flattenOptions, liveBlocks } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';
import { optionPath } from './option-path';

/** Flags that name a file which Jaeger reads at its start. */
const fileFlag =
  /\.tls\.(?:ca|cert|key|client-ca)$|\.token-file$|\.password-file$|^es\.tags-as-fields\.config-file$|^sampling\.strategies-file$|^query\.ui-config$/;
/** Folders that every pod or image has. */
const systemFolder = /^\/(?:var\/run\/secrets\/|run\/secrets\/|etc\/ssl\/|etc\/pki\/|usr\/|tmp\/)/;

export const optionFilesAreMounted: ObjectRule = {
  id: 'JG-23',
  title: 'The files that options of Jaeger name are mounted',
  severity: 'warning',
  why: 'Jaeger cannot open the file and stops at its start, again and again.',
  fix: 'Mount the Secret or ConfigMap with the file through volumes and volumeMounts of the resource.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: production
    storage: {type: elasticsearch, secretName: es, options: {es: {tls: {ca: /es/ca.crt}, server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}} # ←
+   volumes: [{name: ca, secret: {secretName: es-ca}}]
+   volumeMounts: [{name: ca, mountPath: /es}]
    ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    const blocks = liveBlocks(spec).filter((block) => block !== 'agent');
    const mountsOf = (data: Data | undefined) => items(field(data, 'volumeMounts'));
    const common = mountsOf(spec);
    for (const place of ['storage', ...blocks]) {
      const options = at(spec, [place, 'options']);
      const users = place === 'storage' ? blocks : [place];
      for (const [flag, [file = '']] of flattenOptions(options)) {
        if (!fileFlag.test(flag) || !file.startsWith('/') || file.includes('$') || systemFolder.test(file))
          continue;
        const missing = users.filter(
          (block) => ![...common, ...mountsOf(at(spec, [block]))].some((mount) => holds(mount, file)),
        );
        if (missing.length === 0) continue;
        yield {
          message: `${flag} of Jaeger ${subject.name} names ${file}, which nothing mounts in ${missing.join(' and ')}.`,
          path: ['spec', place, 'options', ...optionPath(options, flag)],
        };
      }
    }
  },
};

function holds(mount: Data, file: string): boolean {
  const path = field(mount, 'mountPath');
  if (typeof path !== 'string') return false;
  const folder = path.replace(/\/+$/, '');
  return file === folder || file.startsWith(`${folder}/`);
}
