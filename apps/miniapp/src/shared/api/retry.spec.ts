import type { ApiRequest, ApiResponse } from '@cheban/api-client';
import { describe, expect, it, vi } from 'vitest';
import { withRetry } from './retry';

const get: ApiRequest = { method: 'GET', path: '/x', headers: {} };
const ok: ApiResponse = { status: 200, body: null };

function setUp(answers: (ApiResponse | Error)[]) {
  const slept: number[] = [];
  const next = vi.fn(async () => {
    const answer = answers.shift() ?? ok;
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const sleep = async (ms: number) => {
    slept.push(ms);
  };
  return { transport: withRetry(next, { waitsMs: [100, 300], sleep, random: () => 0.5 }), next, slept };
}

describe('retry', () => {
  it('reads again after a lost connection and a busy server, waiting longer each time', async () => {
    const { transport, slept } = setUp([new Error('cut'), { status: 503, body: null }]);
    expect(await transport(get)).toBe(ok);
    expect(slept).toEqual([100, 300]);
  });

  it('gives up after the last wait with the last answer or error', async () => {
    const busy = { status: 502, body: null };
    expect(await setUp([busy, busy, busy]).transport(get)).toBe(busy);
    await expect(setUp([new Error('a'), new Error('b'), new Error('c')]).transport(get)).rejects.toThrow('c');
  });

  it('never sends a change twice', async () => {
    const { transport, next } = setUp([new Error('cut')]);
    await expect(transport({ ...get, method: 'POST' })).rejects.toThrow('cut');
    expect(next).toHaveBeenCalledTimes(1);
  });

  it('takes an error of the caller as the answer', async () => {
    const { transport, next } = setUp([{ status: 404, body: null }]);
    expect((await transport(get)).status).toBe(404);
    expect(next).toHaveBeenCalledTimes(1);
  });
});
