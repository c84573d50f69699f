import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  at,
  type Data,
  type DataMap,
  entries,
  field,
  isMap,
  items,
  readYaml,
  shown,
} from '../../../../lib/documents';

/** An object that differs from a sound one in one place. */
export interface AdmissionCase {
  /** `Deployment spec.replicas: -1` */
  readonly name: string;
  readonly object: DataMap;
  readonly path: readonly (string | number)[];
  /** True where the API server refuses it. */
  readonly isRefused: boolean;
  /** False where no rule is meant to say so. */
  readonly isSeen: boolean;
  /** The rule that has a reason of its own against it. */
  readonly told?: string;
}

const file = join(__dirname, 'cases.yaml');

/** All cases of cases.yaml. */
export function admissionCases(): AdmissionCase[] {
  const data = readYaml(file, readFileSync(file, 'utf8')).documents[0]?.data;
  return entries(field(data, 'cases')).flatMap(([kind, list]) =>
    items(list).map((one): AdmissionCase => {
      const path = pathOf(field(one, 'at'));
      const also = field(one, 'also');
      const changed = written(at(data, ['bases', kind]), path, field(one, 'write'));
      const object =
        also === undefined ? changed : written(changed, pathOf(field(also, 'at')), field(also, 'write'));
      const told = field(one, 'told');
      return {
        name: `${kind} ${shown(field(one, 'at'))}: ${shown(field(one, 'write'))}${also === undefined ? '' : ` with ${shown(also)}`}`,
        object: object as DataMap,
        path,
        isRefused: field(one, 'is') === 'refused',
        isSeen: field(one, 'seen') !== false,
        ...(typeof told === 'string' ? { told } : {}),
      };
    }),
  );
}

function pathOf(text: Data | undefined): (string | number)[] {
  return shown(text)
    .split('.')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function written(
  data: Data | undefined,
  [step, ...rest]: readonly (string | number)[],
  value: Data | undefined,
): Data {
  if (step === undefined) return value ?? null;
  if (typeof step === 'number') {
    const list = [...items(data)];
    list[step] = written(list[step], rest, value);
    return list;
  }
  return { ...(isMap(data) ? data : {}), [step]: written(field(data, step), rest, value) };
}
