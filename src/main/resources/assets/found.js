// Shows what was found in data: charts in answers, and the results of tools that hold a table and a chart.

/** The specification of a chart, as answers about data have it; nothing where it is none. */
const specification = (text) => {
  try {
    const chart = JSON.parse(text);
    return ['line', 'bar', 'pie'].includes(chart.type) && Array.isArray(chart.series) ? chart : null;
  } catch {
    return null;
  }
};

export const chart = async (code) => {
  const text = code.textContent;
  const wanted = specification(text);
  if (!wanted) return;
  const { draw: paint } = await import('./charts.js');
  if (!code.isConnected) return;
  const place = document.createElement('span');
  place.className = 'chart';
  place.setAttribute('role', 'img');
  place.setAttribute('aria-label', wanted.series.map(({ name }) => name).join(', '));
  const source = document.createElement('code');
  source.hidden = true;
  source.textContent = text;
  code.replaceChildren(place, source);
  // What a tool has shown is not shown twice.
  code.closest('.message')?.querySelectorAll('.found-data').forEach((shown) => shown.remove());
  await paint(place, wanted);
};

const cells = (line) => line.replace(/^\| | \|$/g, '').split(' | ').map((cell) => cell.replace(/\\([\\|*_`<>[\]])/g, '$1'));

/** The table of a result, from its markdown. */
const tabled = (text) => {
  const lines = text.split('\n').filter((line) => line.startsWith('| '));
  if (lines.length < 3) return null;
  const numbers = cells(lines[1]).map((cell) => cell.endsWith(':'));
  const made = document.createElement('table');
  const fill = (row, name, line) => {
    for (const [index, cell] of cells(line).entries()) {
      const box = document.createElement(name);
      if (numbers[index]) box.className = 'number';
      box.textContent = cell;
      row.append(box);
    }
  };
  fill(made.createTHead().insertRow(), 'th', lines[0]);
  const body = made.createTBody();
  for (const line of lines.slice(2)) fill(body.insertRow(), 'td', line);
  return made;
};

/** What a tool found in the data, as a chart and a table below its line. */
const present = async (result) => {
  const message = result.closest('.message');
  const text = result.textContent;
  const wanted = specification(/^```chart\n(.*)$/m.exec(text)?.[1]);
  const table = tabled(text);
  if (!table || message?.querySelector('figure[data-language="chart"]')) return;
  const found = document.createElement('div');
  found.className = 'found-data';
  result.closest('.call').append(found);
  if (wanted) {
    const place = document.createElement('div');
    place.className = 'chart';
    found.append(place);
    const { draw: paint } = await import('./charts.js');
    await paint(place, wanted);
  }
  const grid = document.createElement('div');
  grid.className = 'grid';
  grid.tabIndex = 0;
  grid.append(table);
  found.append(grid);
};

/** Results of tools arrive as text; those that hold a table with a chart are shown as such. */
export const results = () => {
  for (const result of document.querySelectorAll('.call pre.data:last-of-type:not([data-seen])')) {
    if (!result.textContent.includes('\n\n```chart\n')) continue;
    result.dataset.seen = '';
    present(result).catch(() => {});
  }
};
