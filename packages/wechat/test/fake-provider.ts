import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type SeenRequest = { method: string; path: string; query: URLSearchParams; body: string };
type Handler = (request: SeenRequest, response: ServerResponse) => void;

/** A loopback server that answers with whatever the test says and remembers what it was asked. */
export async function startFakeProvider(handler: Handler) {
  const seen: SeenRequest[] = [];
  const server = createServer(async (incoming: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    const url = new URL(incoming.url ?? '/', 'http://fake');
    const request = { method: incoming.method ?? '', path: url.pathname, query: url.searchParams, body };
    seen.push(request);
    handler(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Answers with JSON text as it stands. */
export function answerJson(response: ServerResponse, text: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}
