import { field, items } from '../../../documents';
import type { ComponentCard } from '../card';
import { watched } from '../rights';

/** Objects of any kind; without a group the receiver looks the resource up and takes whichever group has it. */
export const k8sObjects: ComponentCard = {
  rights: (body) =>
    items(field(body, 'objects')).flatMap((object) => {
      const name = field(object, 'name');
      if (typeof name !== 'string') return [];
      const group = field(object, 'group');
      return [
        {
          groups: typeof group === 'string' ? [group] : ['*'],
          resource: name,
          verbs: field(object, 'mode') === 'watch' ? watched : ['list'],
          namespaced: items(field(object, 'namespaces')).length > 0,
        },
      ];
    }),
};
