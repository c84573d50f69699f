import type { TreeSubject } from '../../platform';
import type { NotJudged } from '../not-judged';
import { catalogOf } from './catalog';

/** Kinds of a tree, as `Cluster (postgresql.cnpg.io/v1)`, whose fields nobody here knows. */
export function unknownKinds(tree: TreeSubject): readonly string[] {
  const catalog = catalogOf(tree);
  return tree.objects
    .filter(
      ({ apiVersion, group, kind }) =>
        group !== '' &&
        catalog.builtInKinds(group) === undefined &&
        catalog.kindSchema(apiVersion, kind) === undefined,
    )
    .map(({ apiVersion, kind }) => `${kind} (${apiVersion})`);
}

const shown = 8;

/** One entry for all kinds that were passed over. */
export function kindsNotJudged(kinds: ReadonlySet<string>): NotJudged[] {
  if (kinds.size === 0) return [];
  const sorted = [...kinds].sort();
  const others = sorted.length > shown ? ` and ${sorted.length - shown} more kinds` : '';
  return [
    {
      what: `the fields of ${sorted.slice(0, shown).join(', ')}${others}`,
      why: 'Their definitions are not known.',
      how: 'Hand them over by --crds FOLDER, or keep the CustomResourceDefinitions in the tree.',
    },
  ];
}
