import { type Data, getPath, isTable, type Table } from '../data';
import { written } from '../origin';
import { over } from '../template';
import type { Detector, Evidence, Surprise } from './surprise';
import { listed, nested, nodeAt, type PipelineView, pipelines, section, typeOf } from './view';

/** Pipelines of the chart's defaults that run beside the written ones. */
export const pipelinesNotWritten: Detector = (evidence) =>
  pipelines(evidence)
    .filter(
      ({ id }) => nodeAt(evidence.explained.origin, ['service', 'pipelines', id])?.author === 'chart default',
    )
    .map(({ id, receivers, processors, exporters }): Surprise => {
      const flow = [receivers, processors, exporters].map((ids) => ids.join(', ') || 'nothing').join(' → ');
      return {
        id: 'pipeline-not-written',
        message: `Pipeline \`${id}\` runs though nobody wrote it (${flow}): the chart merges its default configuration into \`config\`.`,
        paths: [`config.service.pipelines.${id}`],
        write: nested(['config', 'service', 'pipelines', id], null),
      };
    });

/** A preset re-creates a pipeline that was removed, with receivers and nothing else. */
export const pipelinesWithoutExporters: Detector = (evidence) =>
  pipelines(evidence)
    .filter(({ exporters, isWritten }) => exporters.length === 0 && !isWritten)
    .map(({ id }): Surprise => {
      const by = nodeAt(evidence.explained.origin, ['service', 'pipelines', id])?.author ?? 'the chart';
      return {
        id: 'pipeline-without-exporters',
        message: `Pipeline \`${id}\` has no exporters, and the collector refuses to start: ${by} makes the pipeline again, with its receiver alone.`,
        paths: [`${evidence.explained.source}.service.pipelines.${id}`],
        write: nested([evidence.explained.source, 'service', 'pipelines', id, 'exporters'], ['debug']),
      };
    });

/** The collector scrapes itself and prints what it scraped. */
export const ownMetricsPrinted: Detector = (evidence) => {
  const { config, explained } = evidence;
  return pipelines(evidence).flatMap(({ id, receivers, exporters, isWritten }): Surprise[] => {
    const scrapers = receivers.filter((receiver) => scrapesItself(config, receiver));
    const debug = exporters.filter((exporter) => typeOf(exporter) === 'debug');
    const byDefault = scrapers.filter(
      (receiver) => nodeAt(explained.origin, ['receivers', receiver])?.author !== written,
    );
    if (debug.length === 0 || scrapers.length === 0 || (isWritten && byDefault.length === 0)) return [];
    const verbosity = debug.map((exporter) => getPath(config, ['exporters', exporter, 'verbosity']));
    const detailed = verbosity.includes('detailed') ? ', in every detail,' : '';
    const removed = byDefault.map((receiver) => nested(['config', 'receivers', receiver], null));
    const pipeline: Table = isWritten
      ? nested(
          ['config', 'service', 'pipelines', id, 'receivers'],
          receivers.filter((receiver) => !scrapers.includes(receiver)),
        )
      : nested(['config', 'service', 'pipelines', id], null);
    return [
      {
        id: 'own-metrics-printed',
        message: `Pipeline \`${id}\` scrapes the collector's own metrics (${listed(scrapers)}) and prints them${detailed} for ever (${listed(debug)}); so it does with whatever clients send to it.`,
        paths: [
          `config.service.pipelines.${id}`,
          ...scrapers.map((receiver) => `config.receivers.${receiver}`),
        ],
        write: over(pipeline, ...removed),
      },
    ];
  });
};

function scrapesItself(config: Table, receiver: string): boolean {
  if (typeOf(receiver) !== 'prometheus') return false;
  const jobs = getPath(config, ['receivers', receiver, 'config', 'scrape_configs']);
  return (
    Array.isArray(jobs) &&
    jobs.some((job) =>
      /"\$\{env:MY_POD_IP\}:\d+"|"(localhost|127\.0\.0\.1|0\.0\.0\.0):8888"/.test(JSON.stringify(job)),
    )
  );
}

/** An exporter that the author wrote, and that only pipelines of others use. */
export const exporterInForeignPipelines: Detector = (evidence) => {
  const all = pipelines(evidence);
  return section(evidence.config, 'exporters').flatMap(([exporter]): Surprise[] => {
    if (nodeAt(evidence.explained.origin, ['exporters', exporter])?.author !== written) return [];
    const users = all.filter(({ exporters }) => exporters.includes(exporter));
    const own = all.filter(({ isWritten }) => isWritten);
    if (users.length === 0 || own.length === 0 || users.some(({ isWritten }) => isWritten)) return [];
    const names = users.map(({ id }) => id);
    const gone = users.map(({ id }) => nested(['config', 'service', 'pipelines', id], null));
    const isDefault =
      getPath(evidence.release.chart.defaults, ['config', 'exporters', exporter]) !== undefined;
    const path = `config.exporters.${exporter}`;
    return [
      {
        id: 'exporter-in-foreign-pipelines',
        message: `Exporter \`${exporter}\` is used by ${listed(names)} alone, which nobody wrote, and by none of the written pipelines (${listed(own.map(({ id }) => id))}).`,
        paths: [path],
        write: over({}, ...gone, isDefault ? nested(['config', 'exporters', exporter], null) : {}),
        ...(isDefault ? {} : { drop: [path] }),
      },
    ];
  });
};

const guards = (id: string): boolean => typeOf(id) === 'memory_limiter';

/** Processors ahead of the memory guard that a preset put there. */
export const processorBeforeMemoryLimiter: Detector = (evidence) =>
  judged(evidence).flatMap(({ id, processors }): Surprise[] => {
    const guard = processors.findIndex(guards);
    const items = nodeAt(evidence.explained.origin, ['service', 'pipelines', id, 'processors'])?.items ?? [];
    const early = processors.filter(
      (_, position) => position < guard && (items[position]?.author ?? written) !== written,
    );
    if (early.length === 0) return [];
    const limiter = processors.filter(guards);
    const ordered: Data = [...limiter, ...processors.filter((processor) => !guards(processor))];
    return [
      {
        id: 'processor-before-memory-limiter',
        message: `In pipeline \`${id}\` ${listed(early)} runs before the memory guard (${processors.join(', ')}): data is looked up and kept before it can be refused. A preset puts its processor first unless it is listed.`,
        paths: [`${evidence.explained.source}.service.pipelines.${id}.processors`],
        write: nested([evidence.explained.source, 'service', 'pipelines', id, 'processors'], ordered),
      },
    ];
  });

/** A written pipeline that lists no processors runs the default ones. */
export const processorsNotListed: Detector = (evidence) =>
  judged(evidence)
    .filter(
      ({ isWritten, processorsWritten, processors }) =>
        isWritten && !processorsWritten && processors.length > 0,
    )
    .map(
      ({ id, processors }): Surprise => ({
        id: 'processors-not-listed',
        message: `Pipeline \`${id}\` lists no processors, and runs ${listed(processors)}: the chart's default list stays where a pipeline has none of its own.`,
        paths: [`${evidence.explained.source}.service.pipelines.${id}.processors`],
        write: nested(
          [evidence.explained.source, 'service', 'pipelines', id, 'processors'],
          [...processors.filter(guards), ...processors.filter((processor) => !guards(processor))],
        ),
      }),
    );

/** The written pipelines; where there are none, all. */
function judged(evidence: Evidence): PipelineView[] {
  const all = pipelines(evidence);
  const own = all.filter(({ isWritten }) => isWritten);
  return own.length > 0 ? own : all;
}

/** Receivers of the defaults that are defined and in no pipeline. */
export const receiversUnused: Detector = (evidence) => {
  const used = new Set(pipelines(evidence).flatMap(({ receivers }) => receivers));
  const unused = section(evidence.config, 'receivers')
    .map(([receiver]) => receiver)
    .filter(
      (receiver) =>
        !used.has(receiver) &&
        nodeAt(evidence.explained.origin, ['receivers', receiver])?.author === 'chart default',
    );
  if (unused.length === 0) return [];
  return [
    {
      id: 'receivers-unused',
      message: `${unused.length === 1 ? 'Receiver' : 'Receivers'} ${listed(unused)} ${unused.length === 1 ? 'stays' : 'stay'} defined by the chart's defaults, in no pipeline: the collector does not start ${unused.length === 1 ? 'it' : 'them'}.`,
      paths: unused.map((receiver) => `config.receivers.${receiver}`),
      write: nested(['config', 'receivers'], Object.fromEntries(unused.map((receiver) => [receiver, null]))),
    },
  ];
};

/** A protocol of a written receiver that only the defaults open. */
export const protocolsNotWritten: Detector = (evidence) => {
  const { config, explained, release } = evidence;
  const used = new Set(pipelines(evidence).flatMap(({ receivers }) => receivers));
  return section(config, 'receivers').flatMap(([receiver, body]): Surprise[] => {
    const protocols = isTable(body) ? body.protocols : undefined;
    const origin = nodeAt(explained.origin, ['receivers', receiver, 'protocols']);
    const chosen = [...(origin?.fields?.values() ?? [])].some(({ author }) => author === written);
    if (!used.has(receiver) || !isTable(protocols) || origin === undefined || !chosen) return [];
    return Object.entries(protocols).flatMap(([protocol, settings]): Surprise[] => {
      if (origin.fields?.get(protocol)?.author === written) return [];
      const endpoint = String(getPath(settings, ['endpoint']) ?? '');
      const port = Number(/:(\d+)$/.exec(endpoint)?.[1] ?? Number.NaN);
      const open = Object.entries(isTable(release.values.ports) ? release.values.ports : {})
        .filter(([, entry]) => isTable(entry) && entry.enabled === true && entry.containerPort === port)
        .map(([name]) => nested(['ports', name, 'enabled'], false));
      return [
        {
          id: 'protocol-not-written',
          message: `Receiver \`${receiver}\` also listens for \`${protocol}\`${endpoint === '' ? '' : ` on ${endpoint}`}, which nobody wrote: maps merge at any depth.`,
          paths: [`config.receivers.${receiver}.protocols.${protocol}`],
          write: over(nested(['config', 'receivers', receiver, 'protocols', protocol], null), ...open),
        },
      ];
    });
  });
};
