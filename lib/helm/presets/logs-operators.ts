import type { Data, Table } from '../data';

const metadata = 'extract_metadata_from_filepath';
const filePath = 'attributes["log.file.path"]';
const isoTime = { parse_from: 'attributes.time', layout: '%Y-%m-%dT%H:%M:%S.%LZ' };

/** How log lines of containers were taken apart before the operator `container` (0.96.0): a parser for each runtime. */
export function operatorsByHand(maxLogSize: Data): Table[] {
  return [
    {
      type: 'router',
      id: 'get-format',
      routes: [
        { output: 'parser-docker', expr: String.raw`body matches "^\\{"` },
        { output: 'parser-crio', expr: 'body matches "^[^ Z]+ "' },
        { output: 'parser-containerd', expr: 'body matches "^[^ Z]+Z"' },
      ],
    },
    {
      ...lineParser('crio', '[^ Z]+'),
      timestamp: {
        parse_from: 'attributes.time',
        layout_type: 'gotime',
        layout: '2006-01-02T15:04:05.999999999Z07:00',
      },
    },
    recombine('crio', maxLogSize),
    { ...lineParser('containerd', '[^ ^Z]+Z'), timestamp: isoTime },
    recombine('containerd', maxLogSize),
    { type: 'json_parser', id: 'parser-docker', output: metadata, timestamp: isoTime },
    {
      type: 'regex_parser',
      id: metadata,
      regex: String.raw`^.*\/(?P<namespace>[^_]+)_(?P<pod_name>[^_]+)_(?P<uid>[a-f0-9\-]+)\/(?P<container_name>[^\._]+)\/(?P<restart_count>\d+)\.log$`,
      parse_from: filePath,
    },
    move('attributes.stream', 'attributes["log.iostream"]'),
    move('attributes.container_name', 'resource["k8s.container.name"]'),
    move('attributes.namespace', 'resource["k8s.namespace.name"]'),
    move('attributes.pod_name', 'resource["k8s.pod.name"]'),
    move('attributes.restart_count', 'resource["k8s.container.restart_count"]'),
    move('attributes.uid', 'resource["k8s.pod.uid"]'),
    move('attributes.log', 'body'),
  ];
}

function lineParser(runtime: string, time: string): Table {
  return {
    type: 'regex_parser',
    id: `parser-${runtime}`,
    regex: `^(?P<time>${time}) (?P<stream>stdout|stderr) (?P<logtag>[^ ]*) ?(?P<log>.*)$`,
  };
}

function recombine(runtime: string, maxLogSize: Data): Table {
  return {
    type: 'recombine',
    id: `${runtime}-recombine`,
    output: metadata,
    combine_field: 'attributes.log',
    source_identifier: filePath,
    is_last_entry: "attributes.logtag == 'F'",
    combine_with: '',
    max_log_size: maxLogSize,
  };
}

function move(from: string, to: string): Table {
  return { type: 'move', from, to };
}
