import { describe, expect, it } from 'vitest';
import { classify } from './error.filter.js';

describe('a connection that was reset', () => {
  const reset = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });

  it("is the client's if it broke off its own body: no failure of ours", () => {
    // As Fastify marks it (content-type-parser.js).
    expect(classify(Object.assign(new Error('aborted'), { ...reset, statusCode: 400 })).code).toBe(
      'REQUEST.INVALID',
    );
  });

  it("is the database's otherwise: may be tried again", () => {
    expect(classify(reset)).toEqual({ code: 'SERVER.UNAVAILABLE', details: { retryAfterSec: 2 } });
  });
});
