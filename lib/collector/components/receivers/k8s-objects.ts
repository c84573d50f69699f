import { field, items } from '../../../documents';
import type { ComponentCard } from '../card';
import { watched } from '../rights';

/** Resources of the core group, which has precedence over any other group that has the name too. */
const core = new Set(
  `bindings componentstatuses configmaps endpoints events limitranges namespaces nodes persistentvolumeclaims persistentvolumes pods
  podtemplates replicationcontrollers resourcequotas secrets serviceaccounts services`.split(/\s+/),
);

/** Objects of any kind; without a group the receiver looks the resource up and takes whichever group has it. */
export const k8sObjects: ComponentCard = {
  does: ['bringsNoRequest'],
  runs: () => 'once',
  ofKubernetes: true,
  takesStorage: true,
  boundByOperator: true,
  rights: (body) =>
    items(field(body, 'objects')).flatMap((object) => {
      const name = field(object, 'name');
      if (typeof name !== 'string') return [];
      const group = field(object, 'group');
      return [
        {
          groups: typeof group === 'string' ? [group] : core.has(name) ? [''] : ['*'],
          resource: name,
          verbs: field(object, 'mode') === 'watch' ? watched : ['list'],
          namespaced: items(field(object, 'namespaces')).length > 0,
        },
      ];
    }),
};
