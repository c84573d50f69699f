import type { Data } from '../../documents';
import type { BuildNode, TextPlace } from './nodes';
import { scalarValue, typeOf } from './scalars';

/** Why a tree of nodes cannot become an object. */
export interface ConversionFault {
  readonly message: string;
  readonly place: TextPlace;
}

/** Plain data of a tree of nodes, with what kustomize cannot write as JSON. */
export function dataOf(node: BuildNode, faults?: ConversionFault[]): Data {
  switch (node.kind) {
    case 'list':
      return node.items.map((item) => dataOf(item, faults));
    case 'scalar': {
      const type = typeOf(node);
      if (type === 'other' && node.tag !== 'other') {
        faults?.push({ message: `${node.value} is not a valid ${node.tag}`, place: node.place });
        return node.value;
      }
      return scalarValue(node.value, type);
    }
    default: {
      const data: { [key: string]: Data } = {};
      for (const { key, textual, place, value } of node.fields) {
        if (!textual) faults?.push({ message: `the key ${key} is not text`, place });
        else if (Object.hasOwn(data, key))
          faults?.push({ message: `the key ${key} is written twice`, place });
        if (key === '__proto__')
          Object.defineProperty(data, key, { value: dataOf(value, faults), enumerable: true });
        else data[key] = dataOf(value, faults);
      }
      return data;
    }
  }
}
