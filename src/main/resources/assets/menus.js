// Menus: a sheet that floats over the page, closed by Escape or a click elsewhere. What it covers cannot be reached meanwhile.

const OPEN = 'details.menu[open]';
const REACHED = ':is(a[href], button, summary, input, select, textarea, [tabindex]):not([tabindex="-1"])';

const covered = new Set();

const cover = () => {
  for (const element of covered) element.inert = false;
  covered.clear();
  for (const menu of document.querySelectorAll(OPEN)) {
    const sheet = menu.querySelector('.sheet')?.getBoundingClientRect();
    if (!sheet) continue;
    for (const element of document.querySelectorAll(REACHED)) {
      const { top, right, bottom, left } = element.getBoundingClientRect();
      const apart = right <= sheet.left || left >= sheet.right || bottom <= sheet.top || top >= sheet.bottom;
      if (!apart && !menu.contains(element) && !element.inert && element.checkVisibility({ visibilityProperty: true })) {
        element.inert = true;
        covered.add(element);
      }
    }
  }
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
