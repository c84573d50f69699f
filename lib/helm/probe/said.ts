/** Words for what the chart warns of: how the chart says it, and how the model does. */
const warnings: readonly {
  readonly chart: RegExp;
  readonly model: RegExp;
  readonly word: (found: RegExpMatchArray) => string;
}[] = [
  { chart: /"configMap" wil not/, model: /^configMap\.create is off/, word: () => 'no ConfigMap' },
  { chart: /No resource limits/, model: /^No resource requests/, word: () => 'no resources' },
  { chart: /Setting internalTrafficPolicy/, model: /^service\.internalTrafficPolicy/, word: () => 'traffic' },
  { chart: /"useGOMEMLIMIT" is enabled/, model: /^useGOMEMLIMIT is on/, word: () => 'no GOMEMLIMIT' },
  { chart: /custom securityContext/, model: /^presets\.profiling is enabled with/, word: () => 'profiling' },
  { chart: /metrics\.address should not/, model: /metrics\.address is old/, word: () => 'address' },
  {
    chart: /(Processor|Receiver) '\S+' has been/,
    model: /^config\.(processor|receiver)s\.[^:]*: .* is now called/s,
    word: ([, kind = '']) => `old ${kind.toLowerCase()}`,
  },
  {
    chart: /Pipeline '(.*?)' references renamed (\w+)/,
    model: /^config\.service\.pipelines\.(.*)\.(processor|receiver)s: .* is now called/s,
    word: ([, pipeline = '', kind = '']) => `old ${kind} in ${pipeline}`,
  },
  {
    chart: /Detector '|resourceDetection\.k8snode is deprecated/,
    model: /^presets\.resourceDetection\.k8snode: /,
    word: () => 'old detector',
  },
];

/** What the chart's notes warn of, each in a word; a warning that is not known is told whole. */
export function chartNotes(notes: string): string[] {
  const lines = notes.split('\n').filter((line) => /^\s*\[(?:WARNING|DEPRECATION|ERROR)\]/.test(line));
  return inOrder(lines.map((line) => wordFor(line, 'chart') ?? line));
}

/** What the model warns of in the chart's name, each in a word; what it says for itself is left out. */
export function modelNotes(said: readonly string[]): string[] {
  return inOrder(said.flatMap((line) => wordFor(line, 'model') ?? []));
}

function wordFor(line: string, by: 'chart' | 'model'): string | undefined {
  for (const warning of warnings) {
    const found = line.match(warning[by]);
    if (found !== null) return warning.word(found);
  }
  return undefined;
}

function inOrder(words: readonly string[]): string[] {
  return [...new Set(words)].sort();
}
