const PLACES = {
  ERROR: [100, 42], RUNNING: [390, 42], PRE_COPY: [680, 42],
  RUNNING_P2P: [390, 180], PRE_COPY_P2P: [680, 180],
  RESUMING: [100, 318], STOP: [390, 318], STOP_COPY: [680, 318]};
const BOX = {width: 190, height: 56};
const APART = 11;
const graphs = [];

function shape(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The ends of an arrow between two boxes, beside the one of the way back. */
function ends(from, to) {
  const [x1, y1] = PLACES[from];
  const [x2, y2] = PLACES[to];
  const across = y1 === y2;
  const way = Math.sign(across ? x2 - x1 : y2 - y1);
  const side = way * APART;
  const half = way * (across ? BOX.width : BOX.height) / 2;
  return across
      ? {x1: x1 + half, y1: y1 + side, x2: x2 - half, y2: y2 + side, dx: way, dy: 0}
      : {x1: x1 - side, y1: y1 + half, x2: x2 - side, y2: y2 - half, dx: 0, dy: way};
}

function arrow(from, to, kind) {
  const {x1, y1, x2, y2, dx, dy} = ends(from, to);
  const tip = [[x2, y2], [x2 - 12 * dx - 6 * dy, y2 - 12 * dy - 6 * dx], [x2 - 12 * dx + 6 * dy, y2 - 12 * dy + 6 * dx]];
  return shape('g', {class: 'arc ' + kind},
      shape('line', {x1, y1, x2: x2 - 10 * dx, y2: y2 - 10 * dy}),
      shape('polygon', {points: tip.map(point => point.join(',')).join(' ')}));
}

draws.graph = (section, number) => {
  const graph = {section, from: 'RUNNING', to: 'STOP_COPY', boxes: new Map(), lines: []};
  const box = headed(section, number);
  const svg = shape('svg', {viewBox: '0 0 780 360', class: 'graph', role: 'group', 'aria-label': 'State graph; a click on a state requests it'});
  svg.append(arrow('ERROR', 'RUNNING', 'reset'));
  for (const arc of section.arcs) {
    const line = arrow(arc.from, arc.to, arc.file ? 'file' : '');
    graph.lines.push(line);
    svg.append(line);
  }
  graph.numbers = shape('g', {class: 'numbers', 'aria-hidden': 'true'});
  for (const state of section.states) {
    const [x, y] = PLACES[state.name];
    const node = shape('g', {class: 'state', tabindex: '0', role: 'button', 'aria-label': 'request ' + state.name},
        shape('rect', {x: x - BOX.width / 2, y: y - BOX.height / 2, width: BOX.width, height: BOX.height, rx: 8}),
        shape('text', {x, y: y + 7}, state.name));
    const request = () => { ask(graph, graph.from, state.name); goTo({from: graph.from, to: graph.to}); };
    node.addEventListener('click', request);
    node.addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); request(); }
    });
    graph.boxes.set(state.name, node);
    svg.append(node);
  }
  svg.append(graph.numbers);
  const pick = (id, label, change) => {
    const select = make('select', {id: id + number}, ...section.states.map(state => make('option', {value: state.name}, state.name)));
    select.addEventListener('change', () => { change(select.value); goTo({from: graph.from, to: graph.to}); });
    return [make('label', {for: id + number}, label), select, select];
  };
  const [fromLabel, , from] = pick('from', 'In state', value => ask(graph, value, graph.to));
  const [toLabel, , to] = pick('to', 'request', value => ask(graph, graph.from, value));
  graph.selects = [from, to];
  graph.answer = make('div', {class: 'answer', 'aria-live': 'polite'});
  const legend = make('p', {class: 'note'}, 'Thick: the arc returns a data file. Dashed: a reset. Numbers: the arcs of the request, in order.');
  box.append(make('p', {class: 'pick'}, fromLabel, from, toLabel, to),
      make('div', {class: 'beside'}, make('div', {}, svg, legend), graph.answer), requests(section));
  graphs.push(graph);
  ask(graph, graph.from, graph.to);
  return box;
};

/** Shows what becomes of a request. */
function ask(graph, from, to) {
  const {section} = graph;
  const request = section.requests.find(one => one.from === from && one.to === to);
  if (!request) return;
  graph.from = from;
  graph.to = to;
  [graph.selects[0].value, graph.selects[1].value] = [from, to];
  const path = request.path || [];
  graph.lines.forEach((line, index) => line.classList.toggle('taken', path.includes(index)));
  graph.boxes.forEach((node, name) => {
    node.classList.toggle('from', name === from);
    node.classList.toggle('to', name === to && !request.refused);
    node.classList.toggle('refused', name === to && Boolean(request.refused));
  });
  graph.numbers.replaceChildren(...path.map((index, at) => {
    const {x1, y1, x2, y2} = ends(section.arcs[index].from, section.arcs[index].to);
    const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
    return shape('g', {}, shape('circle', {cx: x, cy: y, r: 13}), shape('text', {x, y: y + 6}, String(at + 1)));
  }));
  const arcs = path.map(index => section.arcs[index]).map(arc => make('li', {},
      make('b', {}, arc.from + ' > ' + arc.to), ': ' + arc.text + (arc.file ? '; returns a data file' : '') + '. ',
      make('span', {class: 'note'}, arc.commands ? 'Admin commands: ' + arc.commands.join(', ') + '.' : 'No admin command.')));
  const result = request.refused
      ? make('p', {class: 'bad'}, '✗ EINVAL, ' + request.refused + '.')
      : arcs.length ? make('ol', {}, ...arcs) : make('p', {}, 'Success without an arc: the device is in that state.');
  const target = section.states.find(state => state.name === to);
  graph.answer.replaceChildren(make('h3', {}, from + ' to ' + to), make('p', {}, to + ': ' + target.text), result,
      ...(request.rules || []).map(index => make('p', {class: 'note'}, section.rules[index])));
}

/** All requests, each a link. */
function requests(section) {
  const names = section.states.map(state => state.name);
  const cell = (from, to) => {
    const request = section.requests.find(one => one.from === from && one.to === to);
    const path = request.path || [];
    const text = request.refused ? 'EINVAL' : path.length ? section.arcs[path[0]].to : from;
    return make('td', {}, make('a', {href: '#from=' + from + '&to=' + to, 'aria-label': from + ' to ' + to + ': ' + text}, text));
  };
  return make('details', {}, make('summary', {}, 'The first arc of each request as a table'),
      make('div', {class: 'scroll'}, make('table', {class: 'cells'},
          make('thead', {}, make('tr', {}, make('th', {scope: 'col'}, 'current \\ requested'), ...names.map(name => make('th', {scope: 'col'}, name)))),
          make('tbody', {}, ...names.map(from => make('tr', {}, make('th', {scope: 'row'}, from), ...names.map(to => cell(from, to))))))));
}

followers.push(wanted => graphs.forEach(graph => ask(graph, wanted.get('from') || graph.from, wanted.get('to') || graph.to)));

checks.push(() => graphs.flatMap(graph => {
  const wrong = [];
  const {from, to} = graph;
  for (const request of graph.section.requests) {
    ask(graph, request.from, request.to);
    const taken = graph.lines.filter(line => line.classList.contains('taken')).length;
    if (taken !== (request.path || []).length) wrong.push(request.from + ' to ' + request.to + ' takes ' + taken);
    if (!graph.answer.querySelector('h3')) wrong.push(request.from + ' to ' + request.to + ' has no answer');
  }
  ask(graph, from, to);
  for (const node of graph.boxes.values()) {
    const inner = node.querySelector('text').getBBox();
    if (inner.width > BOX.width - 6) wrong.push(node.textContent + ' is wider than its box');
  }
  return wrong.concat(overlaps(document, '.graph .state rect', 'states'));
}));
