'use strict';
const errors = [];
window.addEventListener('error', event => errors.push(event.message));
document.addEventListener('securitypolicyviolation', event => errors.push('blocked: ' + event.blockedURI));

const report = JSON.parse(document.getElementById('report').textContent);
const main = document.querySelector('main');

// What each kind of section adds to the page.
const draws = {};      // by type: draws a section with a number into an element
const followers = [];  // each shows what the fragment of the address wants
const checks = [];     // each returns what it finds wrong, for #selftest

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

/** A section with its heading. */
function headed(section, number) {
  return make('section', {'aria-labelledby': 'h' + number}, make('h2', {id: 'h' + number}, section.title));
}

/** The labels that overlap another one. */
function overlaps(box, selector, name) {
  const shown = [...box.querySelectorAll(selector)].map(one => one.getBoundingClientRect()).filter(one => one.width);
  const apart = (one, other) =>
      one.right <= other.left + 1 || other.right <= one.left + 1 || one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
  return shown.flatMap((one, at) => shown.slice(at + 1).filter(other => !apart(one, other)).map(() => name + ' overlap'));
}
