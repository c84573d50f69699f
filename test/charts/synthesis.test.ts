import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import {
  Environment,
  InputRefused,
  NamespacesChart,
  ServiceChart,
  type ServiceProps,
  synthesise,
} from '../../charts';
import { environments } from '../../environments';
import type { Engine } from '../../lib/engine';
import { facts } from './support/environment';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otelflux-synthesis-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every file below a folder with its content. */
function filesOf(root: string, below = ''): { [path: string]: string } {
  const files: { [path: string]: string } = {};
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (entry.isDirectory()) Object.assign(files, filesOf(root, path));
    else files[path] = readFileSync(join(root, path), 'utf8');
  }
  return files;
}

const environmentOf = (app: App) => app.node.findChild('alone') as Environment;

const service: ServiceProps = {
  image: 'registry.example.com/expenses:1.0.0',
  port: 8282,
  healthPath: '/health',
  scaling: { replicas: 1 },
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
};

describe('synthesise', () => {
  it('writes no secret in plain text', () => {
    const output = join(folder, 'dist');
    const secretive = (app: App) => {
      new ServiceChart(new Environment(app, 'alone'), 'expenses', {
        ...service,
        namespace: 'shop',
        variables: { DB_PASSWORD: 'correct-horse-9' },
      });
      new NamespacesChart(environmentOf(app), 'namespaces', { namespaces: ['shop'] });
    };
    expect(() => synthesise({ alone: secretive }, { output })).toThrow(
      'holds a secret as plain text in the variable DB_PASSWORD',
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('writes what is committed, whatever the time zone and the folder', () => {
    const output = join(folder, 'dist');
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    try {
      synthesise(environments, { output });
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
    expect(filesOf(output)).toEqual(filesOf(join(__dirname, '..', '..', 'dist')));
  });

  it('finds no error and no warning in the environments of this repository', () => {
    const { findings } = synthesise(environments, { output: join(folder, 'dist') });
    expect(findings.filter(({ severity }) => severity !== 'advice')).toEqual([]);
  });

  it('writes nothing that the collector itself refuses, where there is an engine', () => {
    const asked: string[] = [];
    const engine: Engine = {
      release: '0.158.0',
      knows: () => true,
      judge: (questions) =>
        questions.map(({ config }, at) => {
          asked.push(config);
          const faults =
            at === 0 ? [{ stage: 'build' as const, message: 'not today', path: ['exporters'] }] : [];
          return { faults, strange: [] };
        }),
    };
    const output = join(folder, 'dist');
    expect(() => synthesise(environments, { output, only: ['develop'], engine })).toThrow(
      /CO-1.*the collector refuses this: not today/,
    );
    expect(readdirSync(folder)).toEqual([]);
    expect(asked.map((config) => Object.keys(JSON.parse(config).service.pipelines))).toEqual([['traces']]);
  });

  it('changes nothing the second time', () => {
    const output = join(folder, 'dist');
    expect(synthesise(environments, { output }).delivered.changed).toBe(true);
    expect(synthesise(environments, { output }).delivered.changed).toBe(false);
  });

  it('leaves the last good tree as it was when the input is wrong', () => {
    const output = join(folder, 'dist');
    synthesise(environments, { output });
    const before = filesOf(output);
    const broken = (app: App) => {
      const environment = new Environment(app, 'develop', facts);
      new ServiceChart(environment, 'expenses', { ...service, port: 0 });
    };
    expect(() => synthesise({ develop: broken }, { output })).toThrow(InputRefused);
    expect(filesOf(output)).toEqual(before);
    expect(readdirSync(folder)).toEqual(['dist']);
  });

  it('leaves the last good tree as it was when there is nothing to write', () => {
    const output = join(folder, 'dist');
    synthesise(environments, { output });
    const before = filesOf(output);
    expect(() => synthesise({}, { output })).toThrow(/empty|no environment/i);
    expect(filesOf(output)).toEqual(before);
  });

  it('names the faults of every environment at once', () => {
    const wrong = (name: string) => (app: App) => {
      new ServiceChart(new Environment(app, name, facts), 'expenses', { ...service, image: 'x/y' });
    };
    const build = () =>
      synthesise({ one: wrong('one'), two: wrong('two') }, { output: join(folder, 'dist') });
    expect(build).toThrow(/one: expenses\.image: .*\ntwo: expenses\.image: /);
  });
});

describe('a run that is about some environments', () => {
  const output = () => join(folder, 'dist');
  const named =
    (name: string, image = 'registry.example.com/expenses:1.0.0') =>
    (app: App) => {
      const environment = new Environment(app, name);
      new NamespacesChart(environment, 'namespaces', { namespaces: [name] });
      new ServiceChart(environment, 'expenses', { ...service, image });
    };
  const imageOf = (name: string) =>
    /image: (.*)/.exec(
      readFileSync(join(output(), name, 'services/expenses/deployment.expenses.yaml'), 'utf8'),
    )?.[1];
  const newer = 'registry.example.com/expenses:2.0.0';

  it('writes those and leaves the others as they are', () => {
    synthesise({ one: named('one'), two: named('two') }, { output: output() });
    const result = synthesise(
      { one: named('one', newer), two: named('two', 'not even looked at') },
      { output: output(), only: ['one'] },
    );
    expect(result.delivered.changed).toBe(true);
    expect([imageOf('one'), imageOf('two')]).toEqual([newer, 'registry.example.com/expenses:1.0.0']);
    // What stays is still owned: the next whole run replaces it.
    synthesise({ one: named('one', newer), two: named('two', newer) }, { output: output() });
    expect(imageOf('two')).toBe(newer);
  });

  it('goes on where others are wrong, if it is told to, and says which it held back', () => {
    synthesise({ one: named('one'), two: named('two') }, { output: output() });
    const mixed = { one: named('one', newer), two: named('two', 'x') };
    expect(() => synthesise(mixed, { output: output() })).toThrow(InputRefused);
    expect(imageOf('one')).toBe('registry.example.com/expenses:1.0.0');
    const { heldBack } = synthesise(mixed, { output: output(), keepGoing: true });
    expect(heldBack.environments).toEqual(['two']);
    expect(heldBack.faults.map(({ text }) => text)).toEqual([expect.stringContaining('expenses.image')]);
    expect([imageOf('one'), imageOf('two')]).toEqual([newer, 'registry.example.com/expenses:1.0.0']);
  });

  it('drops an environment that is no longer there', () => {
    synthesise({ one: named('one'), two: named('two') }, { output: output() });
    synthesise({ one: named('one') }, { output: output() });
    expect(readdirSync(output())).not.toContain('two');
  });
});

describe('an environment with services alone', () => {
  it('is reached from its root through Flux', () => {
    const output = join(folder, 'dist');
    const alone = (app: App) => {
      new ServiceChart(new Environment(app, 'alone'), 'expenses', { ...service, namespace: 'shop' });
      new NamespacesChart(environmentOf(app), 'namespaces', { namespaces: ['shop'] });
    };
    synthesise({ alone }, { output });
    expect(readFileSync(join(output, 'alone', 'kustomization.yaml'), 'utf8')).toContain('- flux\n');
    expect(readdirSync(join(output, 'alone', 'flux'))).toEqual([
      'kustomization.alone-namespaces.yaml',
      'kustomization.alone-services.yaml',
      'kustomization.yaml',
    ]);
    expect(synthesise({ alone }, { output }).delivered.changed).toBe(false);
  });
});
