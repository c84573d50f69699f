import { ownValue } from '../documents';
import { type Table, withKey, withoutKey } from './data';
import { fail } from './failure';
import { field, softField, table, truthy, without } from './template';

/** What the chart limits memory by where the configuration does not say. */
const memoryLimiter: Table = { check_interval: '5s', limit_percentage: 80, spike_limit_percentage: 25 };

/** Before 0.100.0: `memory_limiter` where the configuration leaves it out or empty. */
export function withMemoryLimiter(config: Table): Table {
  const processors = table(ownValue(config, 'processors'), 'config.processors');
  if (truthy(ownValue(processors, 'memory_limiter'))) return config;
  return withKey(config, 'processors', withKey(processors, 'memory_limiter', memoryLimiter));
}

const ballast = 'memory_ballast';

/** Before 0.98.0: GOMEMLIMIT takes the place of the ballast, which else is 40 % unless it has a size. */
export function withMemoryBallast(config: Table, usesMemoryLimit: boolean): Table {
  const extensions = table(field(config, ['extensions'], 'config'), 'config.extensions');
  if (!usesMemoryLimit) return withKey(config, 'extensions', withSize(extensions));
  const kept = withKey(config, 'extensions', withoutKey(extensions, ballast));
  const service = ownValue(config, 'service');
  const listed = softField(service, 'extensions', 'config.service');
  if (!truthy(listed)) return kept;
  const others = without(listed, ballast, 'config.service.extensions');
  return withKey(kept, 'service', withKey(table(service, 'config.service'), 'extensions', others));
}

function withSize(extensions: Table): Table {
  const at = `config.extensions.${ballast}`;
  if (!Object.hasOwn(extensions, ballast))
    return fail(
      `${at} is missing while useGOMEMLIMIT is off: write \`${ballast}: {}\`, or turn useGOMEMLIMIT on.`,
    );
  const written = ownValue(extensions, ballast);
  if (truthy(written) && truthy(field(written, ['size_in_percentage'], at))) return extensions;
  return withKey(extensions, ballast, withKey(table(written, at), 'size_in_percentage', 40));
}
