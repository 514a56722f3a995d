const walks = [];

draws.walk = (section, number) => {
  const walk = {section, steps: [], number};
  const box = headed(section, number);
  box.append(make('p', {class: 'note'}, 'Each answer is that of ' + section.driver + ' on a simulated device. Moments that the specification'
      + ' does not distinguish are one.'));
  const button = (label, action) => {
    const made = make('button', {type: 'button'}, label);
    made.addEventListener('click', () => { action(); remind(walk); });
    return made;
  };
  walk.undo = button('◀ Back', () => walkTo(walk, walk.steps.slice(0, -1)));
  walk.restart = button('Start again', () => walkTo(walk, []));
  walk.save = make('a', {class: 'button', download: 'walk.jsonl'}, 'Save as a trace');
  walk.now = make('p', {class: 'status', 'aria-live': 'polite'});
  walk.moves = make('div', {class: 'scroll'});
  walk.history = make('ol', {class: 'history'});
  box.append(make('div', {class: 'buttons'}, walk.undo, walk.restart, walk.save), walk.now,
      make('div', {class: 'beside'}, make('div', {}, make('h3', {}, 'Calls'), walk.moves),
          make('div', {}, make('h3', {}, 'The walk'), walk.history)));
  walks.push(walk);
  walkTo(walk, []);
  return box;
};

/** The moments along the steps of a walk, as far as they lead. */
function along(walk, steps) {
  const taken = [];
  let moment = 0;
  for (const index of steps) {
    const move = moment < 0 ? undefined : walk.section.moments[moment].moves[index];
    if (!move) break;
    taken.push({index, move, state: walk.section.moments[moment].state});
    moment = move.next;
  }
  return {taken, moment};
}

function walkTo(walk, steps) {
  const {taken, moment} = along(walk, steps);
  const {texts, moments} = walk.section;
  walk.steps = taken.map(step => step.index);
  walk.undo.disabled = walk.restart.disabled = !taken.length;
  const here = moment < 0 ? undefined : moments[moment];
  const last = taken.length ? taken[taken.length - 1].move : undefined;
  walk.now.textContent = here
      ? 'The device is in ' + here.state + '.'
      : texts[last.objection] ? 'No behaviour of the specification explains the last answer: the walk ends.' : 'The page has no calls beyond this one.';
  const rows = here ? here.moves.map((move, index) => choice(walk, move, index)) : [];
  walk.moves.replaceChildren(here ? make('table', {class: 'moves'},
      make('thead', {}, make('tr', {}, make('th', {scope: 'col'}, 'call'), make('th', {scope: 'col'}, 'the specification allows'))),
      make('tbody', {}, ...rows)) : '');
  walk.history.replaceChildren(...taken.map(({move, state}) => told(walk, move, state)));
  if (here) graphs.forEach(graph => ask(graph, here.state, graph.to));
  const blob = new Blob([trace(walk)], {type: 'application/jsonl'});
  if (walk.save.href) URL.revokeObjectURL(walk.save.href);
  walk.save.href = URL.createObjectURL(blob);
}

function choice(walk, move, index) {
  const {texts} = walk.section;
  const made = make('button', {type: 'button'}, texts[move.call]);
  made.addEventListener('click', () => {
    walkTo(walk, [...walk.steps, index]);
    remind(walk);
    const next = walk.moves.querySelector('button') || walk.undo;
    next.focus({preventScroll: true});
  });
  const allowed = grouped((move.allowed || []).map(text => texts[text]));
  return make('tr', {}, make('td', {}, made), make('td', {}, allowed.length ? make('ul', {}, ...allowed.map(text => make('li', {}, text))) : texts[move.answer] ? 'judged by its answer' : 'no event'));
}

/** Answers that differ in the state only are one line. */
function grouped(answers) {
  const groups = new Map();
  answers.forEach(answer => {
    const [what, state] = answer.split(' in state ');
    groups.set(what, [...(groups.get(what) || []), ...(state ? [state] : [])]);
  });
  return [...groups].map(([what, states]) => what + (states.length ? ' in state ' + states.join(' or ') : ''));
}

function told(walk, move, state) {
  const {texts} = walk.section;
  const objection = texts[move.objection];
  const commands = (move.commands || []).map(text => texts[text]);
  return make('li', {class: objection ? 'bad' : ''},
      make('b', {}, texts[move.call]), ' in ' + state,
      make('span', {class: 'changes'}, texts[move.answer] || 'takes effect later'),
      commands.length ? make('span', {class: 'changes'}, 'admin commands: ' + commands.join(', ')) : null,
      objection ? make('span', {class: 'changes bad'}, '✗ not allowed; the specification allows '
          + (grouped((move.allowed || []).map(text => texts[text])).join(', or ') || 'another answer')) : null);
}

/** The walk as a file for vmig trace. */
function trace(walk) {
  const events = along(walk, walk.steps).taken.flatMap(({move}) => move.events || []);
  const lines = events.map((index, at) => JSON.stringify({...JSON.parse(walk.section.events[index]), at: (at + 1) * 1000000}));
  return [walk.section.header, ...lines, JSON.stringify({end: events.length})].join('\n') + '\n';
}

function remind(walk) {
  goTo({walk: walk.steps.join('.'), step: ''});
}

followers.push(wanted => walks.forEach(walk => {
  if (!wanted.has('walk') && !walk.steps.length) return;
  const steps = (wanted.get('walk') || '').split('.').filter(Boolean).map(Number);
  walkTo(walk, steps.slice(0, Number.parseInt(wanted.get('step'), 10) || steps.length));
}));

/** Every call at every moment leads where it says, and a trace has a line for each event. */
checks.push(() => walks.flatMap(walk => {
  const wrong = [];
  const {moments, texts} = walk.section;
  moments.forEach((moment, at) => moment.moves.forEach((move, index) => {
    if (move.next >= moments.length) wrong.push('moment ' + at + ' call ' + index);
    if (texts[move.objection] && move.next >= 0) wrong.push('moment ' + at + ' goes on after an objection');
  }));
  const before = walk.steps;
  for (let step = 0; step < 12 && along(walk, walk.steps).moment >= 0; step++) {
    const buttons = walk.moves.querySelectorAll('button');
    buttons[(5 * step + 3) % buttons.length].click();
    if (walk.history.children.length !== before.length + step + 1) wrong.push('history of ' + walk.history.children.length);
  }
  const lines = trace(walk).trim().split('\n');
  if (JSON.parse(lines[lines.length - 1]).end !== lines.length - 2) wrong.push('trace of ' + lines.length + ' lines');
  walkTo(walk, before);
  remind(walk);
  return wrong;
}));
