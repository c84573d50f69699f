/**
 * Puts every sample of `test/types/components` before the real collector:
 * `node -r tsx/cjs conformance/collector/samples.ts [CLASS.TYPE …]`. Exit 1 where it refuses one.
 */
import { type AnyComponent, configuration } from '../../lib/collector';
import { componentClasses, typedComponents } from '../../lib/collector/catalog';
import { samples } from '../../test/types/components';
import { LinkedCollector } from './linked';
import { collectorAround } from './wrap';

interface Case {
  readonly id: string;
  readonly component: AnyComponent;
}

function cases(wanted: readonly string[]): Case[] {
  const found: Case[] = [];
  for (const kind of componentClasses) {
    for (const facts of typedComponents(kind)) {
      const sample = samples[kind][facts.factory];
      const id = `${kind}.${facts.type}`;
      if (sample === undefined || (wanted.length > 0 && !wanted.includes(id))) continue;
      found.push(
        { id: `${id} smallest`, component: sample.smallest },
        { id: `${id} full`, component: sample.full },
      );
    }
  }
  return found;
}

async function main(): Promise<void> {
  const linked = await LinkedCollector.open();
  const counts = { accepted: 0, refused: 0, unlinked: 0 };
  for (const { id, component } of cases(process.argv.slice(2))) {
    const version = linked.releaseOf(component.class, component.type);
    if (version === undefined) {
      counts.unlinked++;
      continue;
    }
    const complaint = await linked.complaint(configuration(collectorAround(component), { version }).config);
    counts[complaint === undefined ? 'accepted' : 'refused']++;
    if (complaint !== undefined) console.log(`${id}: ${complaint}`);
  }
  linked.close();
  console.log(
    `${counts.accepted} accepted, ${counts.refused} refused, ${counts.unlinked} of components that are not linked`,
  );
  process.exitCode = counts.refused > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
