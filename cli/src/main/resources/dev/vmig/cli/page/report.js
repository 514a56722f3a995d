'use strict';
(() => {
  const errors = [];
  window.addEventListener('error', event => errors.push(event.message));
  document.addEventListener('securitypolicyviolation', event => errors.push('blocked: ' + event.blockedURI));

  const report = JSON.parse(document.getElementById('report').textContent);
  const main = document.querySelector('main');
  const MARKS = {good: '✓', bad: '✗', unsure: '?', plain: ''};
  const LONG_TABLE = 8;
  const SHORT_CELL = 14;

  // Elements are made of text nodes only: no text of the report is ever read as HTML.
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith('--')) element.style.setProperty(name, value);
      else if (name === 'class') element.className = value;
      else if (value !== false && value != null) element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children.filter(child => child != null));
    return element;
  }

  function facts(pairs) {
    const list = make('dl');
    for (const [name, value] of Object.entries(pairs || {})) list.append(make('dt', {}, name), make('dd', {}, value));
    return list;
  }

  function place() {
    return new URLSearchParams(location.hash.slice(1));
  }

  function goTo(changes) {
    const next = place();
    for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
    history.replaceState(null, '', '#' + next);
  }

  // Diagrams.

  const viewers = [];

  function diagrams(section, number) {
    const viewer = {section, element: make('div'), steps: [], at: -1};
    const heading = 'h' + number;
    const box = make('section', {'aria-labelledby': heading}, make('h2', {id: heading}, section.title));
    if (section.diagrams.length > 1) {
      viewer.select = make('select', {id: 's' + number});
      section.diagrams.forEach(one => viewer.select.append(make('option', {value: one.id}, one.title)));
      viewer.select.addEventListener('change', () => { open(viewer, viewer.select.value, 1); remember(viewer); });
      box.append(make('p', {class: 'pick'}, make('label', {for: 's' + number}, 'Show'), viewer.select));
    }
    box.append(viewer.element);
    viewers.push(viewer);
    open(viewer, section.diagrams[0].id, 1);
    return box;
  }

  function open(viewer, id, step) {
    const diagram = viewer.section.diagrams.find(one => one.id === id);
    if (!diagram) return;
    if (viewer.diagram !== diagram) draw(viewer, diagram);
    show(viewer, step, false);
  }

  function draw(viewer, diagram) {
    const lanes = diagram.lanes || [];
    viewer.diagram = diagram;
    viewer.at = -1;
    if (viewer.select) viewer.select.value = diagram.id;
    const list = make('ol', {class: 'steps', tabindex: 0, 'aria-label': 'Steps; left and right arrow keys step'});
    viewer.steps = (diagram.steps || []).map((step, index) => {
      const row = make('li', {class: 'step row ' + (step.mood || '')},
          make('span', {class: 'no'}, step.label), track(step), words(step, lanes));
      row.addEventListener('click', () => { show(viewer, index + 1, false); remember(viewer); });
      list.append(row);
      return row;
    });
    const digits = Math.max(5, ...(diagram.steps || []).map(step => step.label.length));
    const names = make('span', {class: 'names'}, ...lanes.map(lane => make('span', {}, lane)));
    const left = make('div', {class: lanes.length > 5 ? 'many' : ''},
        make('div', {class: 'head row', 'aria-hidden': 'true'}, make('span', {class: 'no'}, diagram.labels), names, make('span')), list);
    if (diagram.end) {
      const [first, ...others] = diagram.end;
      left.append(make('div', {class: 'end', role: 'note'}, make('h3', {}, first), ...others.map(line => make('p', {}, line))));
    }
    viewer.element.replaceChildren(facts(diagram.about));
    if (viewer.steps.length) {
      viewer.element.append(make('div', {class: 'viewer', '--lanes': Math.max(1, lanes.length), '--digits': digits}, left, panel(viewer)));
    } else {
      viewer.element.append(left);
    }
  }

  function track(step) {
    const [from, to = from] = step.lanes || [];
    const box = make('span', {class: 'track', 'aria-hidden': 'true'});
    if (from === undefined) return box;
    const way = {'--from': Math.min(from, to), '--span': Math.abs(to - from)};
    box.append(from === to
        ? make('span', {class: 'dot', ...way})
        : make('span', {class: 'arrow ' + (to > from ? 'right' : 'left'), ...way}));
    return box;
  }

  function words(step, lanes) {
    const route = (step.lanes || []).map(lane => lanes[lane]).join(' to ');
    const what = make('span', {class: 'what'},
        make('span', {class: 'hidden'}, route ? route + ': ' : ''), make('span', {class: 'text'}, step.text));
    if (step.changes) {
      what.append(make('span', {class: 'changes'}, ...step.changes.map(change =>
          make('span', {}, change.place + ' ', ...(change.before ? [change.before + ' → '] : []), make('b', {}, change.after || '-')))));
    }
    return what;
  }

  function panel(viewer) {
    const button = (label, name, target) => {
      const made = make('button', {type: 'button', 'aria-label': name}, label);
      made.addEventListener('click', () => { show(viewer, target(), true); remember(viewer); });
      return made;
    };
    viewer.back = [button('First', 'First step', () => 1), button('◀ Back', 'Step back', () => viewer.at - 1)];
    viewer.forward = [button('Forward ▶', 'Step forward', () => viewer.at + 1), button('Last', 'Last step', () => viewer.steps.length)];
    viewer.status = make('p', {class: 'status', 'aria-live': 'polite'});
    viewer.where = make('p', {class: 'note mono'});
    viewer.state = make('div', {class: 'scroll'});
    return make('aside', {class: 'panel', 'aria-label': 'State at the step'},
        make('div', {class: 'buttons'}, ...viewer.back, ...viewer.forward), viewer.status, viewer.where, viewer.state);
  }

  function show(viewer, wanted, scroll) {
    const steps = viewer.diagram.steps || [];
    if (!steps.length) return;
    const at = Math.min(Math.max(1, wanted || 1), steps.length);
    if (viewer.at > 0) viewer.steps[viewer.at - 1].removeAttribute('aria-current');
    viewer.at = at;
    const step = steps[at - 1];
    viewer.steps[at - 1].setAttribute('aria-current', 'step');
    if (scroll) viewer.steps[at - 1].scrollIntoView({block: 'nearest'});
    viewer.back.forEach(button => button.disabled = at === 1);
    viewer.forward.forEach(button => button.disabled = at === steps.length);
    viewer.status.textContent = 'Step ' + at + ' of ' + steps.length + ': ' + step.text;
    viewer.where.textContent = step.where || '';
    const state = new Map();
    steps.slice(0, at).forEach(earlier => Object.entries(earlier.set || {}).forEach(([name, value]) => state.set(name, value)));
    const changed = at > 1 ? step.set || {} : {};
    const rows = [...state].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, value]) =>
        make('tr', {class: name in changed ? 'changed' : ''}, make('th', {scope: 'row', class: 'mono'}, name), make('td', {class: 'mono'}, value)));
    viewer.state.replaceChildren(rows.length
        ? make('table', {}, make('caption', {class: 'hidden'}, 'State after the step; a dot marks what it changes'), make('tbody', {}, ...rows))
        : '');
  }

  function remember(viewer) {
    goTo({diagram: viewer.section.diagrams.length > 1 ? viewer.diagram.id : '', step: String(viewer.at)});
  }

  // Charts.

  function number(value) {
    return Number(value.toFixed(3)).toString();
  }

  /** Round numbers along the axis. */
  function ticks(section) {
    const rough = (section.end - section.begin) / 6;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(factor => factor * power).find(one => one >= rough);
    const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    const all = [];
    for (let at = Math.ceil(section.begin / step - 1e-9); at * step <= section.end - step / 3; at++) all.push((at * step).toFixed(digits));
    return all;
  }

  function chart(section, index) {
    const heading = 'h' + index;
    const box = make('section', {'aria-labelledby': heading}, make('h2', {id: heading}, section.title));
    const kinds = new Set();
    const share = length => 100 * length / (section.end - section.begin);
    const drawing = make('div', {class: 'chart', 'aria-hidden': 'true'});
    const rows = [];
    for (const one of section.tracks || []) {
      const bar = make('div', {class: 'bar'});
      for (const span of one.spans || []) {
        const length = span.to - span.from;
        const from = number(span.from) + ' to ' + number(span.to) + ' ' + section.unit;
        const made = make('div', {class: 'span ' + span.label, title: span.label + ', ' + from + (span.detail ? ': ' + span.detail : '')});
        made.style.left = share(span.from - section.begin) + '%';
        made.style.width = share(length) + '%';
        made.dataset.label = span.label;
        bar.append(made);
        kinds.add(span.label);
        rows.push({cells: [one.name, span.label, number(span.from), number(length), span.detail || '']});
      }
      drawing.append(make('div', {class: 'lane'}, make('div', {class: 'name'}, one.name), bar));
    }
    const axis = make('div', {class: 'axis'}, ...ticks(section).map((at, tick, all) => {
      const label = make('span', {class: tick % 2 && all.length > 4 ? 'minor' : ''}, tick ? at : at + ' ' + section.unit);
      label.style.left = share(at - section.begin) + '%';
      return label;
    }));
    drawing.append(make('div', {class: 'lane'}, make('div', {class: 'name'}), axis));
    box.append(drawing, make('ul', {class: 'legend', 'aria-hidden': 'true'}, ...[...kinds].map(kind => make('li', {class: kind}, make('i'), kind))));
    if (section.note) box.append(make('p', {class: 'note'}, section.note));
    const columns = ['track', 'state', 'from (' + section.unit + ')', 'for (' + section.unit + ')', ''];
    box.append(make('details', {}, make('summary', {}, 'The same as a table'), grid({title: section.title, columns, rows})));
    return box;
  }

  /** A label stands in its span where it fits. */
  function fitLabels() {
    for (const span of document.querySelectorAll('.span')) {
      span.textContent = span.dataset.label;
      if (span.scrollWidth > span.clientWidth) span.textContent = '';
    }
  }

  // Tables.

  const filters = [];

  function isNumber(section, column) {
    return section.rows.every(row => /^[\d., ]*$/.test(row.cells[column] || '')) && section.rows.some(row => row.cells[column]);
  }

  function isShort(section, column) {
    return section.rows.every(row => (row.cells[column] || '').length <= SHORT_CELL);
  }

  function grid(section) {
    const numeric = section.columns.map((name, column) => isNumber(section, column) ? 'number' : isShort(section, column) ? 'short' : '');
    const head = make('tr', {}, ...section.columns.map((name, column) => make('th', {scope: 'col', class: numeric[column]}, name)));
    const body = make('tbody');
    for (const row of section.rows) {
      const cells = row.cells.map((cell, column) => {
        const isMark = column === 1 && row.mood && row.mood !== 'plain';
        const text = isMark ? MARKS[row.mood] + ' ' + cell : cell;
        if (column === 0) return make('th', {scope: 'row', class: numeric[0] ? 'id' : ''}, row.diagram ? opens(row.diagram, text) : text);
        return make('td', {class: isMark ? 'mark ' + row.mood : numeric[column], 'data-name': numeric[column] === 'number' ? section.columns[column] : false}, text);
      });
      body.append(make('tr', {}, ...cells));
    }
    return make('div', {class: 'scroll'}, make('table', {class: 'wide'}, make('caption', {class: 'hidden'}, section.title), make('thead', {}, head), body));
  }

  function opens(id, text) {
    const link = make('a', {href: '#diagram=' + encodeURIComponent(id)}, text);
    link.addEventListener('click', () => {
      const viewer = viewers.find(one => one.section.diagrams.some(diagram => diagram.id === id));
      if (viewer) viewer.element.parentElement.scrollIntoView();
    });
    return link;
  }

  function table(section, index) {
    const heading = 'h' + index;
    const box = make('section', {'aria-labelledby': heading}, make('h2', {id: heading}, section.title));
    if (section.note) box.append(make('p', {class: 'note'}, section.note));
    if (!section.rows) return box;
    const made = grid(section);
    if (section.rows.length >= LONG_TABLE) {
      const input = make('input', {type: 'search', id: 'f' + index, autocomplete: 'off'});
      const count = make('span', {class: 'note', 'aria-live': 'polite'});
      const filter = {input, count, rows: [...made.querySelectorAll('tbody tr')]};
      input.addEventListener('input', () => { apply(filter, input.value); goTo({filter: input.value}); });
      filters.push(filter);
      box.append(make('p', {class: 'pick filter'}, make('label', {for: 'f' + index}, 'Filter'), input, count));
      apply(filter, '');
    }
    box.append(made);
    return box;
  }

  function apply(filter, text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of filter.rows) {
      const content = row.textContent.toLowerCase();
      row.hidden = !words.every(word => content.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    filter.input.value = text;
    filter.count.textContent = shown + ' of ' + filter.rows.length;
  }

  // The page.

  function follow() {
    const wanted = place();
    const step = Number.parseInt(wanted.get('step') || '1', 10);
    for (const viewer of viewers) {
      const has = viewer.section.diagrams.some(one => one.id === wanted.get('diagram'));
      open(viewer, has ? wanted.get('diagram') : viewer.diagram.id, step);
      if (wanted.has('step') && viewer.at > 0) viewer.steps[viewer.at - 1].scrollIntoView({block: 'nearest'});
    }
    filters.forEach(filter => apply(filter, wanted.get('filter') || ''));
    if (wanted.has('selftest')) document.body.dataset.selftest = selfTest();
  }

  function onKey(event) {
    const inField = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (!viewers.length || inField || event.ctrlKey || event.altKey || event.metaKey) return;
    const viewer = viewers[0];
    const target = {ArrowLeft: viewer.at - 1, ArrowRight: viewer.at + 1, Home: 1, End: viewer.steps.length}[event.key];
    if (target === undefined || !viewer.steps.length) return;
    event.preventDefault();
    show(viewer, target, true);
    remember(viewer);
  }

  /** Steps through every diagram, filters every table and measures the labels: "ok", or what is wrong. */
  function selfTest() {
    const wrong = [];
    const expect = (what, holds) => { if (!holds) wrong.push(what); };
    for (const viewer of viewers) {
      const before = [viewer.diagram.id, viewer.at];
      for (const diagram of viewer.section.diagrams) {
        open(viewer, diagram.id, 1);
        (diagram.steps || []).forEach((step, index) => {
          if (index) document.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'}));
          if (viewer !== viewers[0]) show(viewer, index + 1, false);
          const current = viewer.element.querySelectorAll('[aria-current]');
          expect(diagram.id + ' step ' + (index + 1), current.length === 1 && current[0] === viewer.steps[index]);
          expect(diagram.id + ' state', !step.set || viewer.state.querySelector('td'));
        });
        measure(viewer.element, '.names span', diagram.id + ' lanes', wrong);
      }
      open(viewer, ...before);
    }
    for (const filter of filters) {
      const text = filter.input.value;
      apply(filter, 'no row has this text');
      expect('filter hides', filter.rows.every(row => row.hidden));
      apply(filter, '');
      expect('filter shows', filter.rows.every(row => !row.hidden));
      apply(filter, text);
    }
    document.querySelectorAll('.axis').forEach(axis => measure(axis, 'span', 'axis', wrong));
    document.querySelectorAll('.bar').forEach(bar => expect('label of a span', [...bar.children].every(one => one.scrollWidth <= one.clientWidth + 1)));
    expect('width ' + document.documentElement.scrollWidth, document.documentElement.scrollWidth <= innerWidth);
    expect('request', performance.getEntriesByType('resource').length === 0);
    return errors.concat(wrong).join('; ') || 'ok';
  }

  /** No two labels overlap. */
  function measure(box, selector, name, wrong) {
    const shown = [...box.querySelectorAll(selector)].map(one => one.getBoundingClientRect()).filter(one => one.width);
    shown.forEach((one, index) => shown.slice(index + 1).forEach(other => {
      const apart = one.right <= other.left + 1 || other.right <= one.left + 1 || one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
      if (!apart) wrong.push(name + ' overlap');
    }));
  }

  const draws = {diagrams, chart, table};
  main.replaceChildren(facts(report.facts), ...report.sections.map((section, index) => draws[section.type](section, index)));
  document.querySelector('.keys').hidden = !viewers.some(viewer => viewer.steps.length);
  fitLabels();
  window.addEventListener('resize', fitLabels);
  window.addEventListener('hashchange', follow);
  document.addEventListener('keydown', onKey);
  follow();
})();
