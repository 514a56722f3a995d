const viewers = [];

draws.diagrams = (section, number) => {
  const viewer = {section, element: make('div'), steps: [], at: -1};
  const box = headed(section, number);
  if (section.diagrams.length > 1) {
    viewer.select = make('select', {id: 's' + number});
    section.diagrams.forEach(one => viewer.select.append(make('option', {value: one.id}, one.title)));
    viewer.select.addEventListener('change', () => { openDiagram(viewer, viewer.select.value); remember(viewer); });
    box.append(make('p', {class: 'pick'}, make('label', {for: 's' + number}, 'Show'), viewer.select));
  }
  box.append(viewer.element);
  viewers.push(viewer);
  openDiagram(viewer, section.diagrams[0].id);
  return box;
};

/** Shows a step; without a number the one at which the diagram opens. */
function openDiagram(viewer, id, step) {
  const diagram = viewer.section.diagrams.find(one => one.id === id);
  if (!diagram) return;
  if (viewer.diagram !== diagram) draw(viewer, diagram);
  show(viewer, step || diagram.opensAt, false);
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
  if (step.barrier) {
    box.append(make('span', {class: 'barrier', ...way}));
    return box;
  }
  box.append(from === to
      ? make('span', {class: 'dot', ...way})
      : make('span', {class: 'arrow ' + (to > from ? 'right' : 'left'), ...way}));
  return box;
}

function words(step, lanes) {
  const route = (step.lanes || []).map(lane => lanes[lane]).join(step.barrier ? ' through ' : ' to ');
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
  bringIntoView(viewer.steps[at - 1]);
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

/** Scrolls the list of the steps, not the page. */
function bringIntoView(row) {
  const list = row.parentElement;
  const top = row.offsetTop;
  const isAbove = top < list.scrollTop;
  const isBelow = top + row.offsetHeight > list.scrollTop + list.clientHeight;
  if (isAbove || isBelow) list.scrollTop = top - (isAbove ? 0 : list.clientHeight - row.offsetHeight);
}

function remember(viewer) {
  goTo({diagram: viewer.section.diagrams.length > 1 ? viewer.diagram.id : '', step: String(viewer.at)});
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

followers.push(wanted => {
  const step = Number.parseInt(wanted.get('step') || '0', 10);
  for (const viewer of viewers) {
    const has = viewer.section.diagrams.some(one => one.id === wanted.get('diagram'));
    openDiagram(viewer, has ? wanted.get('diagram') : viewer.diagram.id, step);
    if (wanted.has('step') && viewer.at > 0) viewer.steps[viewer.at - 1].scrollIntoView({block: 'nearest'});
  }
});

/** Steps through every diagram. */
checks.push(() => {
  const wrong = [];
  const expect = (what, holds) => { if (!holds) wrong.push(what); };
  for (const viewer of viewers) {
    const before = [viewer.diagram.id, viewer.at];
    for (const diagram of viewer.section.diagrams) {
      openDiagram(viewer, diagram.id, 1);
      (diagram.steps || []).forEach((step, index) => {
        if (index) document.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'}));
        if (viewer !== viewers[0]) show(viewer, index + 1, false);
        const current = viewer.element.querySelectorAll('[aria-current]');
        expect(diagram.id + ' step ' + (index + 1), current.length === 1 && current[0] === viewer.steps[index]);
        expect(diagram.id + ' state', !step.set || viewer.state.querySelector('td'));
      });
      wrong.push(...overlaps(viewer.element, '.names span', diagram.id + ' lanes'));
    }
    openDiagram(viewer, ...before);
  }
  return wrong;
});
