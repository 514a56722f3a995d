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

draws.chart = (section, index) => {
  const box = headed(section, index);
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
    const label = make('span', {class: tick % 2 && all.length > 4 ? 'minor' : ''}, tick ? at : first(at, section.unit));
    label.style.left = share(at - section.begin) + '%';
    return label;
  }));
  drawing.append(make('div', {class: 'lane'}, make('div', {class: 'name'}), axis));
  box.append(drawing, make('ul', {class: 'legend', 'aria-hidden': 'true'}, ...[...kinds].map(kind => make('li', {class: kind}, make('i'), kind))));
  if (section.note) box.append(make('p', {class: 'note'}, section.note));
  const columns = ['track', 'state', 'from (' + section.unit + ')', 'for (' + section.unit + ')', ''];
  box.append(make('details', {}, make('summary', {}, 'The same as a table'), grid({title: section.title, columns, rows})));
  return box;
};

/** The first tick has the unit. */
function first(at, unit) {
  return unit === 'line' ? unit + ' ' + at : at + ' ' + unit;
}

/** A label stands in its span where it fits. */
function fitLabels() {
  for (const span of document.querySelectorAll('.span')) {
    span.textContent = span.dataset.label;
    if (span.scrollWidth > span.clientWidth) span.textContent = '';
  }
}

checks.push(() => [
  ...[...document.querySelectorAll('.axis')].flatMap(axis => overlaps(axis, 'span', 'axis')),
  ...[...document.querySelectorAll('.span')].filter(one => one.scrollWidth > one.clientWidth + 1).map(() => 'label of a span')]);
