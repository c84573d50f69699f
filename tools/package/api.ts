/**
 * `npm run api`: the public surface of the package, one report an entry point in package/api/. With `--check` nothing is
 * written, and a report that differs from the committed one is a failure: whoever changes the surface commits its report.
 */
import { join } from 'node:path';
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  type IExtractorConfigPrepareOptions,
} from '@microsoft/api-extractor';

const root = join(__dirname, '..', '..');

/** Entry points of package.json's `exports`, by the name of their report. */
const entryPoints: { readonly [report: string]: string } = {
  otelflux: 'build/lib/collector/index.d.ts',
  'otelflux-charts': 'build/charts/index.d.ts',
  'otelflux-checks': 'build/lib/checks/index.d.ts',
  'otelflux-testing': 'build/lib/testing/index.d.ts',
};

function configuration(report: string, entryPoint: string): IExtractorConfigPrepareOptions {
  return {
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(root, entryPoint),
      compiler: { overrideTsconfig: { compilerOptions: compilerOptions, include: [entryPoint] } },
      apiReport: {
        enabled: true,
        reportFileName: report,
        reportFolder: join(root, 'tools', 'package', 'api'),
        reportTempFolder: join(root, 'build', 'api'),
        includeForgottenExports: false,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: { default: { logLevel: 'none' as never } },
        tsdocMessageReporting: { default: { logLevel: 'none' as never } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
  };
}

const compilerOptions = {
  module: 'node16',
  moduleResolution: 'node16',
  target: 'es2022',
  strict: true,
  skipLibCheck: true,
};

const isCheck = process.argv.includes('--check');
const reports = Object.entries(entryPoints).map(([report, entryPoint]) => ({
  report,
  config: ExtractorConfig.prepare(configuration(report, entryPoint)),
}));
// One reading of all declarations serves every report.
const compilerState =
  reports[0] &&
  CompilerState.create(reports[0].config, {
    additionalEntryPoints: reports.map(({ config }) => config.mainEntryPointFilePath),
  });
const changed = reports.filter(({ config }) => {
  const result = Extractor.invoke(config, {
    localBuild: !isCheck,
    ...(compilerState === undefined ? {} : { compilerState }),
    messageCallback: (message) => {
      message.handled = true;
    },
  });
  return isCheck && result.apiReportChanged;
});
for (const { report } of changed) {
  console.error(
    `package/api/${report}.api.md: the public surface changed; run npm run build && npm run api, and commit it`,
  );
}
process.exitCode = changed.length === 0 ? 0 : 1;
