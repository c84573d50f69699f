import { type Agent, request } from 'node:https';
import type { Data } from '../../lib/documents';

/** A Kubernetes object as plain data. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
    readonly resourceVersion?: string;
  };
  readonly [key: string]: unknown;
}

/** What the server answered. */
export interface Reply {
  readonly status: number;
  readonly body: Data;
  /** Texts of the `Warning` headers. */
  readonly warnings: readonly string[];
}

/** How an object is applied. */
export interface ApplyOptions {
  /** True: the server says what it would do and keeps nothing. */
  readonly dryRun?: boolean;
  /** Field manager; default that of Flux's kustomize-controller. */
  readonly manager?: string;
}

interface Resource {
  readonly name: string;
  readonly namespaced: boolean;
}

/** Speaks to an API server as its administrator, in JSON and nothing but its REST interface. */
export class KubernetesClient {
  private readonly resources = new Map<string, Map<string, Resource>>();

  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly agent: Agent,
  ) {}

  /** Server-side apply with strict field validation; conflicts are won, as Flux does. */
  async apply(
    object: KubernetesObject,
    { dryRun = false, manager = 'kustomize-controller' }: ApplyOptions = {},
  ): Promise<Reply> {
    const query = new URLSearchParams({ fieldManager: manager, force: 'true', fieldValidation: 'Strict' });
    if (dryRun) query.set('dryRun', 'All');
    return this.raw('PATCH', `${await this.pathOf(object)}?${query}`, object, 'application/apply-patch+yaml');
  }

  /** Creates an object, for kinds whose admission looks at creation only. */
  async create(object: KubernetesObject, { dryRun = false }: { dryRun?: boolean } = {}): Promise<Reply> {
    const query = new URLSearchParams({ fieldValidation: 'Strict', ...(dryRun ? { dryRun: 'All' } : {}) });
    return this.raw('POST', `${await this.collectionOf(object)}?${query}`, object);
  }

  async get(object: KubernetesObject): Promise<Reply> {
    return this.raw('GET', await this.pathOf(object));
  }

  /** Writes the status of an object, which only a controller or a kubelet does otherwise. */
  async setStatus(object: KubernetesObject, status: Data): Promise<Reply> {
    return this.raw(
      'PATCH',
      `${await this.pathOf(object)}/status`,
      { status },
      'application/merge-patch+json',
    );
  }

  /** Path of an object; @throws Error for a kind that the server does not know. */
  async pathOf(object: KubernetesObject): Promise<string> {
    return `${await this.collectionOf(object)}/${object.metadata.name}`;
  }

  private async collectionOf({ apiVersion, kind, metadata }: KubernetesObject): Promise<string> {
    const resource = (await this.discover(apiVersion)).get(kind);
    if (resource === undefined) throw new Error(`the API server knows no ${apiVersion} ${kind}`);
    if (resource.namespaced !== (metadata.namespace !== undefined)) {
      throw new Error(
        `${kind} ${metadata.name} ${resource.namespaced ? 'needs a namespace' : 'is cluster-scoped and must carry no namespace'}`,
      );
    }
    const namespace = resource.namespaced ? `/namespaces/${metadata.namespace}` : '';
    return `${rootOf(apiVersion)}${namespace}/${resource.name}`;
  }

  private async discover(apiVersion: string): Promise<Map<string, Resource>> {
    const known = this.resources.get(apiVersion);
    if (known !== undefined) return known;
    const { status, body } = await this.raw('GET', rootOf(apiVersion));
    const found = new Map<string, Resource>();
    const list = (body as { resources?: (Resource & { kind: string })[] }).resources ?? [];
    for (const resource of list) if (!resource.name.includes('/')) found.set(resource.kind, resource);
    if (status === 200) this.resources.set(apiVersion, found);
    return found;
  }

  /** Forgets what kinds there are: a definition may have been added. */
  rediscover(): void {
    this.resources.clear();
  }

  /** One request; the answer's body is parsed where it is JSON and text otherwise. */
  raw(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const call = request(
        `${this.url}${path}`,
        {
          method,
          agent: this.agent,
          timeout: 20_000,
          headers: {
            authorization: `Bearer ${this.token}`,
            accept: 'application/json',
            'content-type': contentType,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const warnings = response.headersDistinct.warning ?? [];
            resolve({
              status: response.statusCode ?? 0,
              body: parse(Buffer.concat(chunks).toString()),
              warnings: warnings.flatMap(textsOfWarning),
            });
          });
        },
      );
      call.on('timeout', () => call.destroy(new Error(`no answer to ${method} ${path}`)));
      call.on('error', reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

function rootOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function parse(text: string): Data {
  try {
    return JSON.parse(text) as Data;
  } catch {
    return text;
  }
}

/** A header holds `299 - "text"`, several of them joined by commas. */
function textsOfWarning(header: string): string[] {
  return [...header.matchAll(/299 \S+ ("(?:[^"\\]|\\.)*")/g)].map(
    ([, quoted]) => JSON.parse(quoted ?? '""') as string,
  );
}

/** The message of a failed request, or its body as text. */
export function messageOf({ status, body }: Reply): string {
  const message = (body as { message?: string } | null)?.message;
  return `${status} ${message ?? JSON.stringify(body)}`;
}
