declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** An in-memory server that speaks DynamoDB's protocol. */
  export default function dynalite(options: { createTableMs?: number }): Server;
}
