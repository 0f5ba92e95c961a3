// Menus: a sheet that floats over the page, closed by Escape or a click elsewhere. What it covers cannot be reached meanwhile.

const OPEN = 'details.menu[open]';
const REACHED = 'a[href], button, summary, input, select, textarea, [tabindex="0"]';

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
      if (!apart && !menu.contains(element) && !element.inert) {
        element.inert = true;
        covered.add(element);
      }
    }
  }
};

document.addEventListener('toggle', ({ target }) => {
  if (target.matches('details.menu')) cover();
}, true);
addEventListener('scroll', () => covered.size && cover(), { passive: true });
addEventListener('resize', () => covered.size && cover(), { passive: true });

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
