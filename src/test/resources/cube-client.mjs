// What a page does with Cube's own client, against the server and with the token that it is given; prints what came.
import { createRequire } from 'node:module';

const [home, apiUrl, token] = process.argv.slice(2);
const cube = createRequire(home + '/')('@cubejs-client/core').default;
const api = cube(token, { apiUrl });
const answers = {};

async function attempt(name, task) {
    try {
        answers[name] = (await task()) ?? null;
    } catch (e) {
        answers[name] = { error: e.message, status: e.status };
    }
}

const byStatus = { measures: ['orders.count'], dimensions: ['orders.status'] };
const byMonth = dateRange => ({
    measures: ['orders.count'],
    timeDimensions: [{ dimension: 'orders.created_at', granularity: 'month', dateRange }],
});
const compared = {
    measures: ['orders.count'],
    timeDimensions: [
        { dimension: 'orders.created_at', granularity: 'month', compareDateRange: ['this year', 'last year'] },
    ],
};

await attempt('load', async () => (await api.load(byStatus)).tablePivot());
for (const format of ['compact', 'columnar']) {
    await attempt(format, async () => (await api.load(byStatus, undefined, undefined, format)).tablePivot());
}
await attempt('numbers', async () => (await api.load(byStatus, { castNumerics: true })).rawData());
await attempt('fresh', async () => (await api.load(byStatus, { cache: 'no-cache' })).rawData().length);
await attempt('annotation', async () => (await api.load(byStatus)).tableColumns().map(c => [c.key, c.type, c.title]));
await attempt('series', async () => (await api.load(byMonth(['2025-01-01', '2025-06-30']))).series());
await attempt('filled', async () => (await api.load(byMonth(['2019-01-01', '2019-03-31']))).chartPivot().map(row => row.x));
await attempt('drilled', async () => {
    const point = { xValues: ['2025-03-01T00:00:00.000'], yValues: ['orders.count'] };
    return (await api.load((await api.load(byMonth('last year'))).drillDown(point))).rawData().length;
});
await attempt('compared', async () => {
    const set = await api.load(compared);
    return { series: set.seriesNames().map(s => s.title), rows: set.decompose().map(part => part.rawData().length) };
});
for (const format of ['compact', 'columnar']) {
    await attempt('compared ' + format, async () =>
        (await api.load(compared, undefined, undefined, format)).decompose().map(part => part.rawData().length));
}
await attempt('blended', async () => {
    const range = ['2025-01-01', '2025-03-31'];
    const customers = {
        measures: ['customers.count'],
        timeDimensions: [{ dimension: 'customers.created_at', granularity: 'month', dateRange: range }],
    };
    return (await api.load([byMonth(range), customers])).chartPivot();
});
await attempt('total', async () => (await api.load({ ...byStatus, limit: 1, total: true })).totalRows());
await attempt('sql', async () => (await api.sql(byStatus)).sql());
await attempt('dryRun', async () => {
    const dry = await api.dryRun(byMonth('last year'));
    return { type: dry.queryType, pivot: dry.pivotQuery.measures, queries: dry.normalizedQueries.length };
});
await attempt('meta', async () => {
    const meta = await api.meta();
    return {
        title: meta.resolveMember('orders.count', 'measures').title,
        time: meta.defaultTimeDimensionNameFor('orders.count'),
        operators: meta.filterOperatorsForMember('orders.status', 'dimensions').length,
        dimensions: meta.membersForQuery(byStatus, 'dimensions').length,
    };
});
await attempt('unknown', () => api.load({ measures: ['orders.counts'] }));
await attempt('nonsense', () => api.load({ measures: 'orders.count' }));
await attempt('long', async () =>
    (await api.load({
        ...byStatus,
        filters: [{ member: 'orders.status', operator: 'equals', values: Array.from({ length: 500 }, (_, i) => 'value ' + i) }],
    })).rawData().length);
await attempt('unsigned', () => cube('no token', { apiUrl }).meta());
await attempt('bearer', async () => (await cube('Bearer ' + token, { apiUrl }).load(byStatus)).rawData().length);
await attempt('function', async () => (await cube(async () => token, { apiUrl }).load(byStatus)).rawData().length);
await attempt('subscribed', () => new Promise((resolve, reject) => {
    const subscription = api.subscribe(byStatus, {}, (error, set) => {
        subscription.unsubscribe();
        error ? reject(error) : resolve(set.rawData().length);
    });
}));
await attempt('aborted', async () => {
    const abort = new AbortController();
    const loading = api.load(byStatus, { signal: abort.signal });
    abort.abort();
    return loading;
});
process.stdout.write(JSON.stringify(answers), () => process.exit());
