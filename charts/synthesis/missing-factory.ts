import { connectors, exporters, extensions, processors, receivers } from '../../lib/collector';
import { nearest } from '../../lib/documents';

const factories: { readonly [name: string]: object } = {
  receivers,
  processors,
  exporters,
  connectors,
  extensions,
};

/** What to tell where somebody called a factory that there is none of; undefined for any other error. */
export function missingFactory(error: Error): string | undefined {
  // Bundlers number names that several modules have.
  const found = /(?:^|\.)([a-z]+)\d*\.(\w+) is not a function$/.exec(error.message);
  const [, group = '', name = ''] = found ?? [];
  const known = factories[group];
  if (known === undefined) return undefined;
  const guess = nearest(name, Object.keys(known));
  const hint = guess === undefined ? 'otelflux catalog lists them' : `write ${group}.${guess}`;
  return `there is no ${group}.${name}; ${hint}`;
}
