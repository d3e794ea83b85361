import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const SWEEP_MS = 500;

/**
 * Lets a server that closes end as soon as everybody is answered. Node closes the connections that are idle at that
 * moment only: one that becomes idle later is kept for its keep-alive time, and one on which nothing was ever asked
 * (browsers open them in advance) for a minute.
 */
export function closePromptly(fastify: FastifyInstance): void {
  const { server } = fastify;
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  fastify.addHook('preClose', async () => {
    if (!server.listening) return;
    const timer = setInterval(() => {
      for (const socket of silent) socket.destroy();
      server.closeIdleConnections();
    }, SWEEP_MS);
    server.once('close', () => clearInterval(timer));
  });
}
