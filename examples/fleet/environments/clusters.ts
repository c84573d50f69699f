import type { Scaling } from '../../../charts';
import type { Wave } from './waves';

/** Where a cluster stands. */
export type Region = 'eu' | 'us' | 'ap';

/** What may be set for all, for a region or for a cluster; the nearest wins. */
export interface Settings {
  /** How many collectors send to Tempo. */
  readonly gateways: Scaling;
  /** How long traces are kept. */
  readonly retention: string;
  /** Bucket of the object store that Tempo keeps traces in. */
  readonly bucket: string;
  /** Host of that object store. */
  readonly objectStore: string;
  /** Share of the traces that is kept, in percent. */
  readonly sampledPercent: number;
}

const base = { gateways: { replicas: 2 }, retention: '72h', sampledPercent: 10 };

const regions: { readonly [R in Region]: Pick<Settings, 'objectStore'> & Partial<Settings> } = {
  eu: { objectStore: 's3.eu.example.net', retention: '336h' },
  us: { objectStore: 's3.us.example.net', gateways: { minReplicas: 3, maxReplicas: 12 } },
  ap: { objectStore: 's3.ap.example.net' },
};

/** A cluster: where it stands, when it gets a change, and what is different there. */
export interface ClusterEntry extends Partial<Settings> {
  readonly region: Region;
  readonly wave: Wave;
}

/** Every cluster by name. */
export const clusters: { readonly [name: string]: ClusterEntry } = {
  'eu-lab': { region: 'eu', wave: 'canary', sampledPercent: 100 },
  'us-lab': { region: 'us', wave: 'canary', sampledPercent: 100, gateways: { replicas: 1 } },
  'eu-north': { region: 'eu', wave: 'early' },
  'us-west': { region: 'us', wave: 'early' },
  'ap-south': { region: 'ap', wave: 'early' },
  'eu-west': { region: 'eu', wave: 'all' },
  'eu-central': { region: 'eu', wave: 'all', sampledPercent: 5 },
  'us-east': { region: 'us', wave: 'all', sampledPercent: 5 },
  'us-central': { region: 'us', wave: 'all' },
  'us-south': { region: 'us', wave: 'all' },
  'ap-east': { region: 'ap', wave: 'all' },
  'ap-north': { region: 'ap', wave: 'all', retention: '24h' },
};

/** What holds for a cluster: its own settings over those of its region over those of all. */
export function settingsOf(name: string, cluster: ClusterEntry): Settings {
  return { bucket: `traces-${name}`, ...base, ...regions[cluster.region], ...cluster };
}
