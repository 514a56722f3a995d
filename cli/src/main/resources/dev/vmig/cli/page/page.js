/** Shows what the fragment wants; a page that frames this one is sent the result of the self-test. */
function follow() {
  const wanted = place();
  followers.forEach(one => one(wanted));
  if (wanted.has('selftest')) {
    document.body.dataset.selftest = selfTest();
    parent.postMessage(decodeURIComponent(location.href) + ' ' + document.body.dataset.selftest, '*');
  }
}

/** "ok", or what is wrong. */
function selfTest() {
  const wrong = checks.flatMap(check => check());
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) wrong.push('width ' + width);
  if (performance.getEntriesByType('resource').length) wrong.push('request');
  return errors.concat(wrong).join('; ') || 'ok';
}

main.replaceChildren(facts(report.facts), ...report.sections.map((section, index) => draws[section.type](section, index)));
document.querySelector('.keys').hidden = !viewers.some(viewer => viewer.steps.length);
fitLabels();
window.addEventListener('resize', fitLabels);
window.addEventListener('hashchange', follow);
document.addEventListener('keydown', onKey);
follow();
