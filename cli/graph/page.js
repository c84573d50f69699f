'use strict';
// The program of the page that `otelflux graph --html` writes. Plain browser JavaScript, inlined as it is.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const stage = document.getElementById('stage');
  const panel = document.getElementById('panel');
  const search = document.getElementById('search');
  const hits = document.getElementById('hits');
  const svg = stage.querySelector('svg');
  const parts = new Map(data.parts.map((part) => [part.id, part]));
  const elements = new Map(
    [...svg.querySelectorAll('[data-id]')].map((element) => [element.dataset.id, element]),
  );
  const severities = ['error', 'warning', 'advice'];

  // ---- The view: which part of the picture is shown.

  const whole = svg.viewBox.baseVal;
  const picture = { x: 0, y: 0, width: whole.width, height: whole.height };
  let view = { ...picture };
  svg.removeAttribute('width');
  svg.removeAttribute('height');
  svg.removeAttribute('role');

  function show(next) {
    const width = Math.min(Math.max(next.width, picture.width / 40), picture.width * 4);
    const height = (width * next.height) / next.width;
    view = { x: next.x, y: next.y, width, height };
    svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
  }

  /** Pixels of the screen for one unit of the picture. */
  function scale() {
    return Math.min(stage.clientWidth / view.width, stage.clientHeight / view.height);
  }

  /** A place of the screen in units of the picture. */
  function placeOf(clientX, clientY) {
    const box = stage.getBoundingClientRect();
    const now = scale();
    return {
      x: view.x + view.width / 2 + (clientX - box.left - box.width / 2) / now,
      y: view.y + view.height / 2 + (clientY - box.top - box.height / 2) / now,
    };
  }

  function zoom(factor, around = { x: view.x + view.width / 2, y: view.y + view.height / 2 }) {
    const width = Math.min(Math.max(view.width / factor, picture.width / 40), picture.width * 4);
    const ratio = width / view.width;
    show({
      x: around.x - (around.x - view.x) * ratio,
      y: around.y - (around.y - view.y) * ratio,
      width,
      height: view.height * ratio,
    });
  }

  /** Moves the view as little as it takes to see an element. */
  function reveal(element) {
    const box = element.getBBox();
    const half = { x: stage.clientWidth / scale() / 2, y: stage.clientHeight / scale() / 2 };
    const center = { x: view.x + view.width / 2, y: view.y + view.height / 2 };
    const shift = (low, high, middle, reach) => {
      if (high - low > 2 * reach) return (low + high) / 2 - middle;
      return Math.min(0, low - 20 - (middle - reach)) + Math.max(0, high + 20 - (middle + reach));
    };
    show({
      ...view,
      x: view.x + shift(box.x, box.x + box.width, center.x, half.x),
      y: view.y + shift(box.y, box.y + box.height, center.y, half.y),
    });
  }

  document.getElementById('zoom-in').addEventListener('click', () => zoom(1.25));
  document.getElementById('zoom-out').addEventListener('click', () => zoom(0.8));
  document.getElementById('zoom-fit').addEventListener('click', () => show(picture));
  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 400), placeOf(event.clientX, event.clientY));
    },
    { passive: false },
  );

  let drag;
  let dragged = false;
  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    dragged = false;
    drag = { x: event.clientX, y: event.clientY, view };
  });
  window.addEventListener('pointermove', (event) => {
    if (drag === undefined) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (Math.abs(dx) + Math.abs(dy) > 4) dragged = true;
    if (!dragged) return;
    stage.classList.add('dragging');
    show({ ...view, x: drag.view.x - dx / scale(), y: drag.view.y - dy / scale() });
  });
  window.addEventListener('pointerup', () => {
    drag = undefined;
    stage.classList.remove('dragging');
  });

  // ---- The theme: what the system says, until it is switched.

  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  document.getElementById('theme').addEventListener('click', () => {
    const now = document.documentElement.dataset.theme ?? (prefersDark.matches ? 'dark' : 'light');
    document.documentElement.dataset.theme = now === 'dark' ? 'light' : 'dark';
  });

  // ---- The parts: reachable by pointer and keyboard, each with its findings.

  for (const [id, element] of elements) {
    const part = parts.get(id);
    if (part === undefined) continue;
    const isFrame = element.classList.contains('group');
    if (isFrame && part.sources.length === 0) continue;
    element.setAttribute('tabindex', '0');
    element.setAttribute('role', 'button');
    element.setAttribute('aria-label', labelOf(part));
    element.addEventListener('click', (event) => {
      event.stopPropagation();
      if (!dragged) select(id);
    });
    element.addEventListener('focus', () => reveal(element));
    element.addEventListener('keydown', (event) => onPartKey(event, part));
    if (part.findings.length > 0) addBadge(element, part);
  }

  function labelOf({ kind, title, detail, findings }) {
    const found =
      findings.length === 0 ? [] : [`${findings.length} finding${findings.length === 1 ? '' : 's'}`];
    return [kind, title, ...detail, ...found].join(', ');
  }

  function worst(part) {
    const found = part.findings.map((index) => severities.indexOf(data.findings[index].severity));
    return severities[Math.min(...found)];
  }

  function addBadge(element, part) {
    const box = element.querySelector('rect');
    const x = Number(box.getAttribute('x')) + Number(box.getAttribute('width'));
    const y = Number(box.getAttribute('y'));
    const badge = svgElement('g', { class: `badge ${worst(part)}` });
    badge.append(svgElement('circle', { cx: x, cy: y, r: 9 }));
    const text = svgElement('text', { x, y: y + 3.5 });
    text.textContent = String(part.findings.length);
    badge.append(text);
    element.append(badge);
  }

  function svgElement(name, attributes) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    return element;
  }

  function onPartKey(event, part) {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      select(part.id);
      panel.focus();
    }
    // With the flow and against it; Tab goes through everything.
    const next =
      event.key === 'ArrowRight' ? part.to[0] : event.key === 'ArrowLeft' ? part.from[0] : undefined;
    if (next === undefined) return;
    event.preventDefault();
    elements.get(next)?.focus();
  }

  document.addEventListener('keydown', (event) => {
    const isTyping = event.target === search;
    if (event.key === 'Escape') close(isTyping);
    else if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === '/') {
      event.preventDefault();
      search.focus();
    } else if (event.key === '+') zoom(1.25);
    else if (event.key === '-') zoom(0.8);
    else if (event.key === '0') show(picture);
  });

  function close(isTyping) {
    if (isTyping && search.value !== '') {
      search.value = '';
      find();
      return;
    }
    const open = selected;
    select(undefined);
    if (open !== undefined) elements.get(open)?.focus();
  }

  stage.addEventListener('click', () => {
    if (!dragged) select(undefined);
  });

  // ---- The panel: configuration, where each line came from, findings, neighbours.

  let selected;

  function select(id) {
    selected = id;
    for (const [each, element] of elements) element.classList.toggle('selected', each === id);
    for (const edge of svg.querySelectorAll('.edge')) {
      edge.classList.toggle('lit', id !== undefined && (edge.dataset.from === id || edge.dataset.to === id));
    }
    panel.replaceChildren(...(id === undefined ? overview() : details(parts.get(id))));
    panel.scrollTop = 0;
  }

  function node(name, properties = {}, ...children) {
    const element = document.createElement(name);
    Object.assign(element, properties);
    element.append(...children);
    return element;
  }

  function overview() {
    const counts = severities
      .map((severity) => [severity, data.findings.filter((finding) => finding.severity === severity).length])
      .filter(([, count]) => count > 0)
      .map(([severity, count]) => `${count} ${severity}`);
    return [
      node('h2', {}, 'Findings'),
      node('p', { className: 'faint' }, counts.length === 0 ? 'None.' : counts.join(', ')),
      ...data.findings.map(findingCard),
      node('h3', {}, 'Keys'),
      node(
        'p',
        { className: 'faint' },
        'Tab goes through all parts, the left and right arrows follow the flow, Enter opens a part, Escape closes it, / searches, + - 0 zoom.',
      ),
    ];
  }

  function details(part) {
    return [
      node('p', { className: 'faint' }, part.kind),
      node('h2', {}, part.title),
      ...part.detail.map((line) => node('p', {}, line)),
      ...neighbours('From', part.from),
      ...neighbours('To', part.to),
      ...(part.findings.length === 0 ? [] : [node('h3', {}, 'Findings')]),
      ...part.findings.map((index) => findingCard(data.findings[index])),
      ...(part.members.length === 0 ? [] : [node('h3', {}, `${part.members.length} members`)]),
      ...(part.members.length === 0 ? [] : [node('p', {}, part.members.join(', '))]),
      ...part.sources.flatMap(sourceTable),
    ];
  }

  function neighbours(title, ids) {
    if (ids.length === 0) return [];
    const buttons = ids.map((id) => {
      const button = node('button', { type: 'button' }, parts.get(id)?.title ?? id);
      button.addEventListener('click', () => {
        select(id);
        elements.get(id)?.focus();
      });
      return button;
    });
    return [node('div', { className: 'links' }, node('span', { className: 'faint' }, title), ...buttons)];
  }

  function findingCard({ rule, severity, message, why, fix, file, line }) {
    const place = file === undefined ? '' : ` · ${file}${line === undefined ? '' : `:${line}`}`;
    return node(
      'div',
      { className: `finding ${severity}` },
      node('p', {}, node('strong', {}, `${severity} ${rule}`), node('span', { className: 'faint' }, place)),
      node('p', {}, message),
      node('p', { className: 'faint' }, why),
      node('p', {}, fix),
    );
  }

  function sourceTable({ title, lines }) {
    const rows = lines.map(({ text, author, place }) =>
      node(
        'tr',
        { className: author === 'written' ? '' : 'added' },
        node('td', {}, node('code', {}, text)),
        node(
          'td',
          { className: 'author', title: place ?? '' },
          author === 'written' ? shortPlace(place) : author,
        ),
      ),
    );
    return [node('h3', {}, title), node('table', { className: 'lines' }, node('tbody', {}, ...rows))];
  }

  /** The file without its folders; the whole path is in the title of the cell. */
  function shortPlace(place) {
    return place === undefined ? 'written' : place.replace(/^.*\//, '');
  }

  // ---- The search: over everything that the panel would show.

  const texts = new Map(
    data.parts.map((part) => [
      part.id,
      [
        part.kind,
        part.title,
        ...part.detail,
        ...part.members,
        ...part.sources.flatMap(({ lines }) => lines.map(({ text }) => text)),
      ]
        .join('\n')
        .toLowerCase(),
    ]),
  );

  function matching() {
    const words = search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const found = [...elements.keys()].filter((id) => {
      const text = texts.get(id);
      return (
        text !== undefined &&
        !elements.get(id).classList.contains('group') &&
        words.every((word) => text.includes(word))
      );
    });
    // A title that holds the words comes before a configuration that mentions them.
    const rank = (id) => (words.every((word) => parts.get(id).title.toLowerCase().includes(word)) ? 0 : 1);
    return words.length === 0 ? undefined : found.sort((a, b) => rank(a) - rank(b));
  }

  function find() {
    const found = matching();
    for (const [id, element] of elements) {
      if (!element.classList.contains('group'))
        element.classList.toggle('dimmed', found !== undefined && !found.includes(id));
    }
    hits.textContent = found === undefined ? '' : `${found.length} found`;
    if (found?.[0] !== undefined) reveal(elements.get(found[0]));
  }

  search.addEventListener('input', find);
  search.addEventListener('keydown', (event) => {
    const first = matching()?.[0];
    if (event.key !== 'Enter' || first === undefined) return;
    select(first);
    elements.get(first).focus();
  });

  select(undefined);
})();
