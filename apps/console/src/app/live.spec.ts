import type { LiveEvent } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { backOffMs, createEventParser, type LiveState, readLiveEvent, runLive } from './live.js';
import { isForEverybody } from './live-topics.js';

const event: LiveEvent = { topic: 'booking', storeId: 'S', id: 'B', notice: '新的预约' };

function parse(chunks: string[]): string[] {
  const seen: string[] = [];
  const feed = createEventParser((data) => seen.push(data));
  for (const chunk of chunks) feed(chunk);
  return seen;
}

describe('event stream', () => {
  it('reads events however the chunks are cut', () => {
    const text = ': hello\r\n\r\nevent: message\ndata: {"a":1}\n\ndata: one\ndata:two\n\n';
    const whole = parse([text]);
    expect(whole).toEqual(['{"a":1}', 'one\ntwo']);
    for (let cut = 1; cut < text.length; cut += 1) {
      expect(parse([text.slice(0, cut), text.slice(cut)])).toEqual(whole);
    }
  });

  it('says nothing before the blank line', () => {
    expect(parse(['data: half\n'])).toEqual([]);
  });

  it('takes live events only', () => {
    expect(readLiveEvent(JSON.stringify(event))).toEqual(event);
    expect(readLiveEvent(JSON.stringify({ ...event, topic: 'call' }))?.topic).toBe('call');
    expect(readLiveEvent(JSON.stringify({ ...event, topic: 'weather' }))).toBeNull();
    expect(readLiveEvent(JSON.stringify({ ...event, topic: 'toString' }))).toBeNull();
    expect(readLiveEvent('ping')).toBeNull();
    expect(readLiveEvent('null')).toBeNull();
  });
});

describe('back-off', () => {
  it('doubles to half a minute and is spread by half', () => {
    expect([0, 1, 2, 9, 99].map((attempt) => backOffMs(attempt, 1))).toEqual([
      1_000, 2_000, 4_000, 30_000, 30_000,
    ]);
    expect(backOffMs(3, 0)).toBe(4_000);
  });
});

describe('live connection', () => {
  /** Runs through the given answers of the server, then stops. */
  async function run(answers: (() => Promise<Response>)[], quiet = () => new Promise<void>(() => {})) {
    const states: LiveState[] = [];
    const waits: number[] = [];
    const events: LiveEvent[] = [];
    const controller = new AbortController();
    await runLive(
      {
        open: () => {
          const next = answers.shift();
          if (!next) {
            controller.abort();
            return Promise.reject(new Error('over'));
          }
          return next();
        },
        onEvent: (seen) => events.push(seen),
        onState: (state) => states.push(state),
        wait: async (ms) => {
          waits.push(ms);
        },
        silence: () => quiet(),
        random: () => 1,
      },
      controller.signal,
    );
    return { states, waits, events };
  }
  const stream = async () => new Response(`data: ${JSON.stringify(event)}\n\n`);
  const broken = () => Promise.reject(new Error('ECONNREFUSED'));

  it('passes events on and comes back after the stream ends', async () => {
    const { states, events } = await run([stream, stream]);
    expect(events).toEqual([event, event]);
    expect(states).toEqual(['connecting', 'open', 'lost', 'open', 'lost']);
  });

  it('gives up a line on which nothing is heard', async () => {
    const dead = async () => new Response(new ReadableStream());
    const { states } = await run([dead, stream], () => new Promise((resolve) => setTimeout(resolve, 20)));
    expect(states).toEqual(['connecting', 'open', 'lost', 'open', 'lost']);
  });

  it('waits longer after each failure and starts again after a success', async () => {
    const { waits } = await run([
      broken,
      broken,
      async () => new Response('', { status: 503 }),
      stream,
      broken,
    ]);
    expect(waits).toEqual([1_000, 2_000, 4_000, 1_000, 2_000]);
  });
});

describe('notices for staff', () => {
  it('do not come up on the big screens, where customers look on', () => {
    for (const path of ['/campaigns/01ABC/waves/1', '/visits/reception'])
      expect(isForEverybody(path)).toBe(true);
    for (const path of ['/campaigns', '/campaigns/01ABC', '/my-day', '/visits', '/visits/01ABC'])
      expect(isForEverybody(path)).toBe(false);
  });
});
