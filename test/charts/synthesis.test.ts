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
