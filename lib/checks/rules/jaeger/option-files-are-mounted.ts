import { liveBlocks } from '../../../jaeger';
import { jaegerRule } from '../../jaeger/rule';

/** Flags that name a file which Jaeger reads at its start. */
const fileFlag =
  /\.tls\.(?:ca|cert|key|client-ca)$|\.token-file$|\.password-file$|^es\.tags-as-fields\.config-file$|^sampling\.strategies-file$|^query\.ui-config$/;
/** Folders that every pod or image has. */
const systemFolder = /^\/(?:var\/run\/secrets\/|run\/secrets\/|etc\/ssl\/|etc\/pki\/|usr\/|tmp\/)/;

export const optionFilesAreMounted = jaegerRule({
  id: 'JG-23',
  title: 'The files that options of Jaeger name are mounted',
  severity: 'warning',
  why: 'Jaeger cannot open the file and stops at its start, again and again.',
  fix: 'Mount the Secret or ConfigMap with the file through volumes and volumeMounts of the resource.',
  spec: `
    strategy: production
    storage: {type: elasticsearch, secretName: es, options: {es: {tls: {ca: /es/ca.crt}, server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}} # ←
+   volumes: [{name: ca, secret: {secretName: es-ca}}]
+   volumeMounts: [{name: ca, mountPath: /es}]
    ingress: {enabled: false}
`,
  *check({ name, spec }, plain) {
    const blocks = liveBlocks(plain).filter((block) => block !== 'agent');
    for (const place of ['storage', ...blocks] as const) {
      const { options } = spec[place];
      const users = place === 'storage' ? blocks : [place];
      for (const [flag, [file = '']] of options.flags) {
        if (!fileFlag.test(flag) || !file.startsWith('/') || file.includes('$') || systemFolder.test(file))
          continue;
        const missing = users.filter(
          (block) =>
            ![...spec.volumeMounts, ...spec[block].volumeMounts].some(({ mountPath }) =>
              holds(mountPath.value, file),
            ),
        );
        if (missing.length === 0) continue;
        yield {
          message: `${flag} of Jaeger ${name} names ${file}, which nothing mounts in ${missing.join(' and ')}.`,
          at: options.at(flag),
        };
      }
    }
  },
});

function holds(mountPath: string | undefined, file: string): boolean {
  const folder = mountPath?.replace(/\/+$/, '');
  return folder !== undefined && (file === folder || file.startsWith(`${folder}/`));
}
