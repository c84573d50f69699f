/**
 * Puts every sample of `test/types/components` before the real collector:
 * `node -r tsx/cjs conformance/collector/samples.ts [CLASS.TYPE …]`. Exit 1 where it refuses one.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { type AnyComponent, type ComponentClass, configuration } from '../../lib/collector';
import { componentFacts, typedComponents } from '../../lib/collector/catalog';
import { samples } from '../../test/types/components';
import { collectorAround } from './wrap';

const run = promisify(execFile);
const environment = {
  ...process.env,
  MY_POD_IP: '127.0.0.1',
  K8S_NODE_NAME: 'node',
  PASSWORD: 'text',
  TOKEN: 'text',
  FIRST_TOKEN: 'text',
  HTPASSWD: 'user:$2y$05$ViIvZ2mkR7U0Qq0m2Yb5Lu5p0WbJ4W2Yyx3Q2q1Jq3n0kQ8aX1c5K',
  CLUSTER: 'develop',
  CLIENT_SECRET: 'text',
  HMAC: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
};

interface Case {
  readonly id: string;
  readonly component: AnyComponent;
}

/** Release of the linked modules; some are older and go by the name of their own release. */
const release = '0.158.0';
const olderRelease = '0.149.0';

function cases(): Case[] {
  const found: Case[] = [];
  for (const [kind, byFactory] of Object.entries(samples)) {
    for (const facts of typedComponents(kind as ComponentClass)) {
      const sample = byFactory[facts.factory];
      if (sample === undefined) continue;
      found.push({ id: `${kind}.${facts.type} smallest`, component: sample.smallest });
      found.push({ id: `${kind}.${facts.type} full`, component: sample.full });
    }
  }
  return found;
}

interface Linked {
  readonly [section: string]: readonly { readonly name: string }[] | undefined;
}

function linkedName(linked: Linked, component: AnyComponent): string | undefined {
  const names = new Set((linked[`${component.class}s`] ?? []).map((entry) => entry.name));
  const facts = componentFacts(component.class, component.type);
  const spellings = [component.type, ...(facts?.former ?? []).map((former) => former.type)];
  return spellings.find((spelling) => names.has(spelling));
}

async function main(): Promise<void> {
  const binary = execFileSync(join(__dirname, 'build'), {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  const linked = parse(execFileSync(binary, ['components'], { encoding: 'utf8' })) as Linked;
  const wanted = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), 'samples-'));
  const counts = { accepted: 0, refused: 0, unlinked: 0 };
  for (const [index, { id, component }] of cases().entries()) {
    if (wanted.length > 0 && !wanted.some((name) => id.startsWith(`${name} `))) continue;
    const name = linkedName(linked, component);
    if (name === undefined) {
      counts.unlinked++;
      continue;
    }
    const version = name === component.type ? release : olderRelease;
    const file = join(folder, `${index}.yaml`);
    writeFileSync(file, stringify(configuration(collectorAround(component), { version }).config));
    const answer = await validate(binary, file);
    counts[answer === undefined ? 'accepted' : 'refused']++;
    if (answer !== undefined) console.log(`${id}: ${answer}`);
  }
  rmSync(folder, { recursive: true });
  console.log(
    `${counts.accepted} accepted, ${counts.refused} refused, ${counts.unlinked} of components that are not linked`,
  );
  process.exitCode = counts.refused > 0 ? 1 : 0;
}

async function validate(binary: string, file: string): Promise<string | undefined> {
  try {
    await run(binary, ['validate', `--config=${file}`], { env: environment });
    return undefined;
  } catch (error) {
    return String((error as { stderr?: string }).stderr ?? error).trim();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
