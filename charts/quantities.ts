import { Quantity } from './kubernetes';

type IsAny<T> = 0 extends 1 & T ? true : false;

/** A generated type whose quantities are written as plain text or numbers (`'100m'`, `'128Mi'`) instead of wrapper objects. */
export type WithPlainQuantities<T> =
  IsAny<T> extends true
    ? T
    : T extends { readonly value: infer V extends string | number }
      ? V
      : T extends readonly (infer Item)[]
        ? readonly WithPlainQuantities<Item>[]
        : T extends object
          ? { readonly [Key in keyof T]: WithPlainQuantities<T[Key]> }
          : T;

/** Wraps plain quantities below `limits` and `requests` the way the generated classes expect them. */
export function wrapQuantities<T>(value: WithPlainQuantities<T>): T {
  return wrap(value, false) as T;
}

function wrap(value: unknown, isAmounts: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => wrap(item, false));
  if (typeof value !== 'object' || value === null) return isAmounts ? { value } : value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      wrap(item, isAmounts || key === 'limits' || key === 'requests'),
    ]),
  );
}

/** What a container asks for and may use at most: Kubernetes quantities such as `100m` and `128Mi`. */
export interface Resources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  /** A CPU limit throttles and is left out on purpose where nothing else asks for one. */
  readonly limits: { readonly cpu?: string; readonly memory: string };
}

/** Resources in the form of the Kubernetes classes. */
export function kubernetesResources(resources: Resources) {
  const quantities = (amounts: object) =>
    Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, Quantity.fromString(amount)]));
  return { requests: quantities(resources.requests), limits: quantities(resources.limits) };
}
