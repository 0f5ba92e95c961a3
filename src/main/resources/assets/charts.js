// Draws the charts of answers: from a specification {type, labels, series} to a picture in the colours of the page.

let loaded = null;

/** The chart library is large: it is fetched when the first chart is drawn. */
const library = () =>
  (loaded ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('./echarts.js', import.meta.url).href;
    script.onload = () => resolve(window.echarts);
    script.onerror = reject;
    document.head.append(script);
  }));

/** A colour of the design system as the chart library takes it, in the theme of now. */
export const colour = (name) => {
  const probe = document.createElement('i');
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
};

const options = ({ type, labels, series }) => {
  const [ink, soft, line, raised] = ['ink', 'ink-soft', 'line', 'raised'].map(colour);
  const short = new Intl.NumberFormat(document.documentElement.lang, { notation: 'compact' });
  const common = {
    backgroundColor: 'transparent',
    color: ['water', 'code-value', 'code-name', 'code-word', 'code-text', 'alarm', 'line-strong', 'ink-soft'].map(colour),
    textStyle: { color: soft, fontFamily: getComputedStyle(document.body).fontFamily },
    // Drawn on the canvas: the security policy allows no style attributes.
    tooltip: { trigger: type === 'pie' ? 'item' : 'axis', renderMode: 'richText', confine: true, backgroundColor: raised, borderColor: line, textStyle: { color: ink } },
    animationDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300,
  };
  if (type === 'pie') {
    const data = labels.map((name, index) => ({ name, value: series[0].data[index] }));
    return { ...common, series: [{ type, radius: ['42%', '70%'], data, label: { color: ink }, itemStyle: { borderColor: raised, borderWidth: 2 } }] };
  }
  return {
    ...common,
    legend: series.length > 1 ? { type: 'scroll', textStyle: { color: soft } } : undefined,
    grid: { left: 4, right: 12, bottom: 4, top: series.length > 1 ? 40 : 16, containLabel: true },
    xAxis: { type: 'category', data: labels, axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, axisLabel: { color: soft, hideOverlap: true } },
    yAxis: { type: 'value', splitLine: { lineStyle: { color: line } }, axisLabel: { color: soft, formatter: (value) => short.format(value) } },
    series: series.map(({ name, data }) => ({ type, name, data, symbolSize: 7, barMaxWidth: 48, itemStyle: type === 'bar' ? { borderRadius: [4, 4, 0, 0] } : {} })),
  };
};

/** Draws into an element that has a size, and anew when the size or the theme changes. */
export const draw = async (place, chart) => {
  const echarts = await library();
  const drawn = echarts.init(place);
  const paint = () => drawn.setOption(options(chart));
  paint();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint);
  new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  new ResizeObserver(() => drawn.resize()).observe(place);
  return drawn;
};
