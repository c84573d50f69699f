import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { type Finding, judgeDocuments, type KeptPlace, type ModelDocument } from '../../../../lib/checks';
import { formsOf, readExample } from '../../../../lib/checks/documentation';
import { isKeepable } from '../../../../lib/checks/engine/kept';
import { runRules } from '../../../../lib/checks/engine/run';
import { nothing } from '../../../../lib/checks/rule';
import { rules } from '../../../../lib/checks/rules';
import type { Data } from '../../../../lib/documents';
import { type ObjectSubject, objectSubject, readTree, type TreeSubject } from '../../../../lib/platform';

/** A place in memory. */
class Place implements KeptPlace {
  private held: readonly [string, { [rule: string]: object[] }][] = [];
  readonly read = () => structuredClone(this.held);
  readonly write = (value: unknown) => {
    this.held = structuredClone(value) as typeof this.held;
  };

  get kept(): typeof this.held {
    return this.held;
  }
}

const facts = { environment: 'alone', external: [], suppressions: [] };

function judge(documents: readonly ModelDocument[], kept?: KeptPlace, only?: string[]): readonly Finding[] {
  const options = { ...(kept && { kept }), ...(only && { rules: only }) };
  return judgeDocuments(documents, facts, options).findings;
}

/** Objects as an example of a rule has them. */
function objectsIn(text: string): ModelDocument['object'][] {
  return parseAllDocuments(text).flatMap((document) => {
    const data = document.toJS() as Data;
    const isObject = typeof data === 'object' && data !== null && 'apiVersion' in data && 'kind' in data;
    return isObject ? [data as ModelDocument['object']] : [];
  });
}

const documentsOf = (text: string): ModelDocument[] =>
  readExample(text).sources.flatMap((source) => {
    const folder = source.name.split('/').slice(0, -1).join('/');
    return objectsIn(source.text ?? '').map((object) => ({ object, file: source.name, folder }));
  });

/** The objects of both forms of the example of every rule. */
const examples = rules
  .flatMap(({ example }) => [formsOf(example).wrong, formsOf(example).right].map(documentsOf))
  .filter((documents) => documents.length > 0);

const treeOf = (objects: readonly ObjectSubject[]) => readTree({ objects, complete: true }).tree;

/** The same data, with another value at one of its leaves. */
function edited(data: Data, leaf: number, value: Data): Data {
  let left = leaf % Math.max(1, leaves(data));
  const visit = (part: Data): Data => {
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part === 'object' && part !== null)
      return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, visit(item)]));
    left -= 1;
    return left === -1 ? value : part;
  };
  return visit(data);
}

function leaves(data: Data): number {
  if (typeof data !== 'object' || data === null) return 1;
  return Object.values(data).reduce((sum: number, item: Data) => sum + leaves(item), 0);
}

const trees = fc
  .array(fc.constantFrom(...examples), { minLength: 1, maxLength: 3 })
  .map((chosen) => chosen.flat());
const edits = fc.record({
  at: fc.nat(40),
  leaf: fc.nat(60),
  value: fc.constantFrom<Data>('other', '', 0, -1, 8080, true, 'latest', null, Number.NaN, '${x}'),
});

const deployment = (env: Data = [], image = 'bank:latest'): ModelDocument => ({
  file: 'services/deployment.bank.yaml',
  folder: 'services',
  object: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'bank', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'bank' } },
      template: {
        metadata: { labels: { app: 'bank' } },
        spec: { containers: [{ name: 'bank', image, env }] },
      },
    },
  },
});

const definition = (type: string): ModelDocument => ({
  file: 'crd.yaml',
  object: {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'deployments.apps' },
    spec: {
      group: 'apps',
      scope: 'Namespaced',
      names: { kind: 'Deployment', plural: 'deployments' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type } } } },
        },
      ],
    },
  },
});

describe('what was said of single objects', () => {
  it('is what is said at a fresh look, after any edit of any tree', () => {
    fc.assert(
      fc.property(trees, fc.array(edits, { minLength: 1, maxLength: 3 }), (documents, changes) => {
        const place = new Place();
        const after = documents.map((document, index) => {
          const own = changes.filter(({ at }) => at % documents.length === index);
          const object = own.reduce<Data>(
            (each, { leaf, value }) => edited(each, leaf, value),
            document.object,
          );
          return { ...document, object: object as ModelDocument['object'] };
        });
        for (const tree of [documents, after, documents.slice(1), documents])
          expect(judge(tree, place)).toEqual(judge(tree));
      }),
      { numRuns: 20 },
    );
  });

  it('is kept of rules that say of an object alone what they say of it among others', () => {
    const alone = rules.filter((rule) => 'beside' in rule && rule.beside === nothing);
    const saidIn = (tree: TreeSubject, of: ObjectSubject) =>
      runRules(alone, tree).flatMap(({ finding, object }) => (object === of ? [finding] : []));
    for (const documents of examples) {
      const subjects = documents.map(({ object }) => objectSubject(object));
      const among = treeOf(subjects);
      for (const subject of subjects.filter(isKeepable))
        expect(saidIn(among, subject)).toEqual(saidIn(treeOf([subject]), subject));
    }
    expect(alone.length).toBeGreaterThan(15);
  });

  it('is said again without a look, and forgotten with the object', () => {
    const place = new Place();
    const first = judge([deployment()], place);
    expect(first.map(({ rule }) => rule)).toContain('XR-45');
    const [[key, entry] = ['', {}]] = place.kept;
    place.write([[key, { ...entry, 'XR-45': [{ message: 'kept', path: ['spec'] }] }]]);
    expect(judge([deployment()], place)).toContainEqual(
      expect.objectContaining({ rule: 'XR-45', message: 'kept', path: 'spec' }),
    );
    expect(judge([deployment([], 'bank:1.0.0')], place).map(({ rule }) => rule)).not.toContain('XR-45');
    expect(place.kept.map(([own]) => own)).not.toContain(key);
  });

  it('does not hold where a definition says something else of the kind', () => {
    const place = new Place();
    judge([deployment(), definition('object')], place);
    const told = judge([deployment(), definition('string')], place);
    expect(told.map(({ rule, message }) => `${rule} ${message}`)).toContain(
      'KS-2 spec is a map where text belongs',
    );
  });

  it('holds no secret, and nothing of the object that has one', () => {
    const place = new Place();
    const secret = deployment([{ name: 'DB_PASSWORD', value: 'correct-horse-9' }]);
    const named = { ...deployment([], 'correct-horse-9:latest'), file: 'other.yaml' };
    expect(judge([secret, named], place).map(({ rule }) => rule)).toContain('XR-70');
    expect(place.kept).toEqual([]);
    judge([named], place);
    expect(place.kept).toHaveLength(1);
    expect(judge([secret, named], place)).toEqual(judge([secret, named]));
    expect(JSON.stringify(place.kept)).not.toContain('correct-horse-9');
  });

  it('is not kept of a number that JSON cannot tell, nor where only some rules are asked', () => {
    const place = new Place();
    judge([deployment([{ name: 'RATE', value: Number.NaN }])], place);
    judge([deployment()], place, ['XR-45']);
    expect(place.kept).toEqual([]);
  });

  it('is read as nothing where something else is held', () => {
    const place = new Place();
    place.write('something else');
    expect(judge([deployment()], place)).toEqual(judge([deployment()]));
  });
});
