// Draws diagrams for the page around this frame: gets their text, gives back pictures.

const { mermaid } = window;
/** What a diagram's own text must not set: the library's list, and all that could name an address. */
const secure = [
  'secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'suppressErrorRendering', 'maxEdges',
  'themeCSS', 'fontFamily', 'altFontFamily', 'htmlLabels', 'dompurifyConfig',
];
let count = 0;

addEventListener('message', async ({ data, source, origin }) => {
  if (source !== parent || origin !== location.origin) return;
  const { key, text, dark } = data;
  try {
    mermaid.initialize({
      secure,
      startOnLoad: false,
      securityLevel: 'strict',
      theme: dark ? 'dark' : 'neutral',
      htmlLabels: false,
      flowchart: { htmlLabels: false },
      fontFamily: 'system-ui, sans-serif',
    });
    const { svg } = await mermaid.render(`d${++count}`, text);
    const { width, height } = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement.viewBox.baseVal;
    parent.postMessage({ key, svg, width, height }, origin);
  } catch (error) {
    parent.postMessage({ key, error: String(error?.message ?? error).slice(0, 300) }, origin);
  }
  document.body.replaceChildren();
});
parent.postMessage({ ready: true }, location.origin);
