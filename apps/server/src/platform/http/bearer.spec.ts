import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { bearerOf } from './bearer.js';

const TOKEN = 'abcdefghijklmnopqrst-_0123456789';
const read = (authorization?: string) =>
  bearerOf({ headers: authorization === undefined ? {} : { authorization } } as FastifyRequest);

describe('the access token of a request', () => {
  it('comes after the word Bearer, in whatever case', () => {
    for (const word of ['Bearer', 'bearer', 'BEARER']) expect(read(`${word} ${TOKEN}`)).toBe(TOKEN);
  });

  it('comes in no other shape', () => {
    const others = [undefined, '', TOKEN, `Basic ${TOKEN}`, `Bearer  ${TOKEN}`, `Bearer ${TOKEN}, Bearer x`];
    for (const header of [...others, 'Bearer short', `Bearer ${'a'.repeat(101)}`])
      expect(() => read(header), header).toThrow('AUTH.REQUIRED');
  });
});
