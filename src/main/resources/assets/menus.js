// Menus: a sheet that floats over the page, closed by Escape or a click elsewhere. What it covers cannot be reached meanwhile.

const OPEN = 'details.menu[open]';
const REACHED = ':is(a[href], button, summary, input, select, textarea, [tabindex]):not([tabindex="-1"])';

const covered = new Set();

/** Makes unreachable what lies under a box, in part or as a whole. */
const hide = (box, within, menu) => {
  const over = box.getBoundingClientRect();
  for (const element of within.querySelectorAll(REACHED)) {
    const { top, right, bottom, left } = element.getBoundingClientRect();
    const apart = right <= over.left || left >= over.right || bottom <= over.top || top >= over.bottom;
    if (!apart && !menu.contains(element) && !element.inert && element.checkVisibility({ visibilityProperty: true })) {
      element.inert = true;
      covered.add(element);
    }
  }
};

const cover = () => {
  for (const element of covered) element.inert = false;
  covered.clear();
  const menu = document.querySelector(OPEN);
  const sheet = menu?.querySelector('.sheet');
  if (!sheet) return;
  hide(sheet, document, menu);
  // The composer lies over messages too; while a menu is open, nothing half under it is reached by chance.
  const composer = document.getElementById('composer');
  if (composer?.closest('.dock')) hide(composer, document.querySelector('main'), menu);
};

let frame = 0;
const look = () => {
  if (!frame && document.querySelector(OPEN)) frame = requestAnimationFrame(() => {
    frame = 0;
    cover();
  });
};
// What is covered changes when the page moves, and when it grows.
const grown = new ResizeObserver(look);

document.addEventListener('toggle', ({ target }) => {
  if (!target.matches('details.menu')) return;
  cover();
  if (covered.size) grown.observe(document.querySelector('main'));
  else grown.disconnect();
}, true);
addEventListener('scroll', look, { passive: true });
addEventListener('resize', look);

document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll(OPEN)) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && document.querySelector(OPEN);
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
