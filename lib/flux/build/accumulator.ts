import { emptyConfiguration, mergeConfigurations, type TransformerConfig } from './configuration';
import { BuildFault } from './fault';
import { nameOf } from './ids';
import { positionOf } from './nodes';
import type { Resource } from './resource';
import type { KustomizeVar } from './variables';

/** Objects that a kustomization has gathered so far, with what it knows of their fields. */
export class Accumulator {
  resources: Resource[] = [];
  configuration: TransformerConfig = emptyConfiguration;
  variables: KustomizeVar[] = [];
  /** False where something that belongs here is not at hand, so that nothing is missing for certain. */
  isComplete = true;
  #keys: Map<string, Resource> | undefined;

  /** Says that identities may have changed. */
  touch(): void {
    this.#keys = undefined;
  }

  /**
   * Adds an object.
   *
   * @throws {BuildFault} where one of the same identity is there
   */
  append(resource: Resource): void {
    const keys = this.#index();
    const key = resource.key;
    const before = keys.get(key);
    if (before !== undefined) {
      const { file = '', line = 0 } = positionOf(before.node.place);
      const message = `${nameOf(resource.id)} comes twice, first at ${file}:${line}`;
      throw new BuildFault(
        message,
        resource.node.place,
        'take one of them out, or give them names of their own',
      );
    }
    keys.set(key, resource);
    this.resources.push(resource);
  }

  /** Puts an object in the place of another. */
  replace(old: Resource, resource: Resource): void {
    this.resources = this.resources.map((each) => (each === old ? resource : each));
    this.touch();
  }

  /** Takes objects out that patches deleted. */
  drop(isGone: (resource: Resource) => boolean): void {
    this.resources = this.resources.filter((resource) => !isGone(resource));
    this.touch();
  }

  mergeConfiguration(other: TransformerConfig): void {
    this.configuration = mergeConfigurations(this.configuration, other);
  }

  #index(): Map<string, Resource> {
    this.#keys ??= new Map(this.resources.map((resource) => [resource.key, resource]));
    return this.#keys;
  }
}
