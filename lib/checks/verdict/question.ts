import { componentFacts } from '../../collector/catalog';
import type { Component } from '../../collector/effective';
import type { Engine, Question } from '../../engine';
import type { CollectorSubject } from '../../platform';

/** The question about a collector: its configuration, and what is known of the components that the engine lacks. */
export function questionOf(subject: CollectorSubject, engine: Engine): Question {
  const signals: Record<string, Record<string, readonly string[]>> = {};
  for (const component of subject.components) {
    const section = `${component.class}s`;
    if (engine.knows(section, component.writtenType)) continue;
    const known = signalsOf(component);
    if (known === undefined) continue;
    signals[section] = { ...signals[section], [component.writtenType]: known };
  }
  return { config: JSON.stringify(subject.config), ...(Object.keys(signals).length > 0 && { signals }) };
}

/** What the catalog knows a type to carry; undefined where it does not know the type, and for extensions. */
function signalsOf({ class: kind, writtenType }: Component): string[] | undefined {
  const facts = componentFacts(kind, writtenType);
  if (facts === undefined || kind === 'extension') return undefined;
  return kind === 'connector' ? facts.pairs.map(([from, to]) => `${from} ${to}`) : [...facts.signals];
}
