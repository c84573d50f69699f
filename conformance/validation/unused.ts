type Config = Readonly<Record<string, unknown>>;

const roles: readonly (readonly [string, string])[] = [
  ['receivers', 'receivers'],
  ['processors', 'processors'],
  ['exporters', 'exporters'],
  ['connectors', 'receivers'],
  ['connectors', 'exporters'],
];

/** A configuration without the components that no pipeline uses and the extensions that are not enabled: they are never built. */
export function withoutUnused(config: unknown): Config {
  const whole = table(config);
  const service = table(whole.service);
  const pipelines = Object.values(table(service.pipelines)).map(table);
  const used = new Map<string, Set<string>>([['extensions', new Set(texts(service.extensions))]]);
  for (const [section, role] of roles) {
    const ids = used.get(section) ?? new Set<string>();
    for (const pipeline of pipelines) for (const id of texts(pipeline[role])) ids.add(id);
    used.set(section, ids);
  }
  const kept = Object.entries(whole).map(([section, components]) => {
    const ids = used.get(section);
    if (ids === undefined) return [section, components] as const;
    return [
      section,
      Object.fromEntries(Object.entries(table(components)).filter(([id]) => ids.has(id))),
    ] as const;
  });
  return Object.fromEntries(kept);
}

function table(value: unknown): Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Config) : {};
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
