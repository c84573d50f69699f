import type { ComponentCard } from '../card';

/** An extension that no component names: neither an authenticator nor a storage nor an encoding. */
export const unnamed: ComponentCard = { role: {} };

/** Keeps queues, offsets and checkpoints. */
export const storage: ComponentCard = { role: { stores: true } };

/** Turns bytes into telemetry or back. */
export const encoding: ComponentCard = { role: { encodes: true } };
