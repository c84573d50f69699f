import type { ComponentClass } from '../../../../lib/collector';
import { componentsOf, type FieldGroup, type FieldType, fieldsOf } from '../../../../lib/collector/catalog';
import { cards, listenerKinds } from '../../../../lib/collector/components';

const classes = Object.keys(cards) as ComponentClass[];

/** Keys to every field of a component that is an address to listen on, as the catalog has it. */
function listening(
  group: FieldGroup,
  path: readonly string[] = [],
  seen: readonly FieldGroup[] = [],
): string[] {
  if (seen.includes(group)) return [];
  return [...group.fields].flatMap(([key, { type }]) => listeningIn(type, [...path, key], [...seen, group]));
}

function listeningIn(type: FieldType, path: readonly string[], seen: readonly FieldGroup[]): string[] {
  if (type.kind === 'listen') return [path.join('.')];
  return type.kind === 'object' ? listening(type.object, path, seen) : [];
}

/** Addresses of the catalog of which the cards say nothing, each with the reason. */
const others: { readonly [place: string]: string } = {
  'extension/health_check grpc.endpoint': 'is that of healthcheckv2, under use_v2',
  'extension/health_check http.endpoint': 'is that of healthcheckv2, under use_v2',
  'extension/healthcheckv2 endpoint': 'is that of health_check, which it takes over without use_v2',
};

describe('the listeners of the cards', () => {
  const known = classes.flatMap((each) =>
    [...componentsOf(each).keys()].flatMap((type) => {
      const fields = fieldsOf(each, type);
      return fields === undefined ? [] : [{ each, type, places: listening(fields.config) }];
    }),
  );

  it('are those that the catalog marks as addresses to listen on', () => {
    const missed = known.flatMap(({ each, type, places }) => {
      const told = listenerKinds(each, type).map(({ at, key }) => [...at, key].join('.'));
      return places.filter((place) => !told.includes(place)).map((place) => `${each}/${type} ${place}`);
    });
    expect(missed).toEqual(Object.keys(others));
  });
});
