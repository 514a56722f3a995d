const MARKS = {good: '✓', bad: '✗', unsure: '?', plain: ''};
const LONG_TABLE = 8;
const SHORT_CELL = 14;
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

draws.table = (section, index) => {
  const box = headed(section, index);
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
};

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

followers.push(wanted => filters.forEach(filter => apply(filter, wanted.get('filter') || '')));

checks.push(() => filters.flatMap(filter => {
  const text = filter.input.value;
  apply(filter, 'no row has this text');
  const hides = filter.rows.every(row => row.hidden);
  apply(filter, '');
  const shows = filter.rows.every(row => !row.hidden);
  apply(filter, text);
  return [...(hides ? [] : ['filter hides']), ...(shows ? [] : ['filter shows'])];
}));
