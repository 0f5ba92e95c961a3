// Addresses of other views of a query.

/** The explorer with the query in it, as far as its form can say it. */
export const editLink = (query) => {
  const link = new URLSearchParams();
  for (const name of query.measures ?? []) link.append('m', name);
  for (const name of query.dimensions ?? []) link.append('d', name);
  for (const name of query.segments ?? []) link.append('s', name);
  const filters = (query.filters ?? []).filter(({ member }) => member);
  for (const [index, { member, operator, values }] of filters.entries()) {
    link.append(`f${index}`, member);
    link.append(`o${index}`, operator);
    link.append(`v${index}`, (values ?? []).join(', '));
  }
  const [time] = query.timeDimensions ?? [];
  if (time) {
    link.append('t', time.dimension);
    link.append('g', time.granularity ?? '');
    link.append('r', Array.isArray(time.dateRange) ? time.dateRange.join(' to ') : (time.dateRange ?? ''));
  }
  const [sort] = Object.entries(query.order ?? {});
  if (sort) {
    link.append('sort', sort[0]);
    link.append('way', sort[1]);
  }
  return `/explore?${link}`;
};

export const excelLink = (query) => `/explore/data/xlsx?${new URLSearchParams({ query: JSON.stringify(query) })}`;
