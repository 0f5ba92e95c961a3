// A server of tools whose list changes while it runs: `learn` brings a tool, `forget` takes it away,
// and a call of `slow` brings one when it begins and another when it is stopped. On the official SDK,
// over standard streams, or over HTTP on the port that is given.
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, port] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const load = (name) => import(pathToFileURL(require.resolve(name)));
const { McpServer } = await load('@modelcontextprotocol/sdk/server/mcp.js');

const make = () => {
  const server = new McpServer({ name: 'shifting', version: '1' });
  const said = (text) => ({ content: [{ type: 'text', text }] });
  const readOnly = { readOnlyHint: true };
  let recite = null;
  let begun = null;
  let stopped = null;
  const changes = {
    learn() {
      recite ??= server.registerTool('recite', { description: 'Says the poem.', annotations: readOnly }, () => said('O!'));
      return said('learnt');
    },
    forget() {
      recite?.remove();
      recite = null;
      return said('forgotten');
    },
    slow: ({ signal }) => new Promise(() => {
      signal.addEventListener('abort', () => {
        stopped ??= server.registerTool('stopped', { description: 'Tells of a stop.', annotations: readOnly }, () => said(''));
      });
      begun ??= server.registerTool('begun', { description: 'Tells of a call.', annotations: readOnly }, () => said(''));
    }),
  };
  server.registerTool('learn', { description: 'Learns a poem.', annotations: readOnly }, changes.learn);
  server.registerTool('forget', { description: 'Forgets the poem.', annotations: readOnly }, changes.forget);
  server.registerTool('slow', { description: 'Never ends.', annotations: readOnly }, changes.slow);
  return { server, changes };
};

if (port) {
  const { StreamableHTTPServerTransport } = await load('@modelcontextprotocol/sdk/server/streamableHttp.js');
  const sessions = new Map();
  createServer(async (request, response) => {
    const known = sessions.get(request.headers['mcp-session-id']);
    if (known) return known.transport.handleRequest(request, response);
    if (request.url !== '/mcp') {
      for (const { changes } of sessions.values()) changes[request.url.slice(1)]();
      return response.end('{}');
    }
    if (request.headers['mcp-session-id']) return response.writeHead(404).end();
    const { server, changes } = make();
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID, onsessioninitialized: (id) => sessions.set(id, { transport, changes }) });
    await server.connect(transport);
    return transport.handleRequest(request, response);
  }).listen(Number(port), '127.0.0.1', () => console.log(`listening on port ${port}`));
} else {
  const { StdioServerTransport } = await load('@modelcontextprotocol/sdk/server/stdio.js');
  await make().server.connect(new StdioServerTransport());
}
