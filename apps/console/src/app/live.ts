import type { LiveEvent } from '@cheban/contracts';

export type LiveState = 'connecting' | 'open' | 'lost';

/**
 * Reads server-sent events from text chunks: joins `data:` lines, ends an event at a blank line, ignores comments.
 * Answers a function to feed; chunks may end anywhere.
 */
export function createEventParser(onData: (data: string) => void): (chunk: string) => void {
  let rest = '';
  let data: string[] = [];
  return (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) onData(data.join('\n'));
        data = [];
      } else if (line.startsWith('data:')) {
        data.push(line.slice(line.charAt(5) === ' ' ? 6 : 5));
      }
    }
  };
}

/** As a record, so that a topic that is new in the contracts cannot be forgotten here. */
const known: Record<LiveEvent['topic'], true> = {
  booking: true,
  visit: true,
  case: true,
  message: true,
  import: true,
  alarm: true,
  call: true,
  rule: true,
  activity: true,
  campaign: true,
  game: true,
  referral: true,
  suspicion: true,
  coupon: true,
  money: true,
  shop: true,
  rescue: true,
};
const isTopic = (topic: unknown): topic is LiveEvent['topic'] =>
  typeof topic === 'string' && Object.hasOwn(known, topic);

/** The live event in a message, or null when it is something else (a heartbeat, a newer kind). */
export function readLiveEvent(data: string): LiveEvent | null {
  try {
    const value = JSON.parse(data) as Partial<LiveEvent> | null;
    if (!value || typeof value.id !== 'string' || typeof value.storeId !== 'string') return null;
    const { topic } = value;
    if (!isTopic(topic)) return null;
    const notice = typeof value.notice === 'string' ? value.notice : null;
    return { topic, storeId: value.storeId, id: value.id, notice };
  } catch {
    return null;
  }
}

/** Milliseconds before attempt `attempt` (0 first): doubles from 1 s to 30 s, spread by half so that a restarted server is not met by all at once. */
export function backOffMs(attempt: number, random: number): number {
  const full = Math.min(30_000, 1_000 * 2 ** Math.min(attempt, 10));
  return Math.round(full / 2 + (full / 2) * random);
}

export interface LiveDeps {
  /** Opens the stream; rejects or answers a non-ok response when it cannot. */
  open(signal: AbortSignal): Promise<Response>;
  onEvent(event: LiveEvent): void;
  /** `open` after a loss means: something may have been missed. */
  onState(state: LiveState): void;
  /** Resolves after `ms`, or as soon as the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Resolves when nothing was heard for so long that the line must be dead; never when the signal is aborted first. */
  silence(signal: AbortSignal): Promise<void>;
  random(): number;
}

async function readStream(response: Response, deps: LiveDeps, signal: AbortSignal): Promise<void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  const feed = createEventParser((data) => {
    const event = readLiveEvent(data);
    if (event) deps.onEvent(event);
  });
  while (!signal.aborted) {
    const heard = new AbortController();
    const next = await Promise.race([reader.read(), deps.silence(heard.signal).then(() => null)]);
    heard.abort();
    if (next === null) {
      // A line that died without a word (sleep, change of network): the reader would wait for ever.
      void reader.cancel();
      return;
    }
    if (next.done) return;
    feed(next.value);
  }
}

/** Keeps a live connection until the signal is aborted. A connection that opened resets the back-off. */
export async function runLive(deps: LiveDeps, signal: AbortSignal): Promise<void> {
  let attempt = 0;
  deps.onState('connecting');
  while (!signal.aborted) {
    try {
      const response = await deps.open(signal);
      if (response.ok) {
        attempt = 0;
        deps.onState('open');
        await readStream(response, deps, signal);
      }
    } catch {
      // Every failure ends the same way: tell, wait, try again.
    }
    if (signal.aborted) return;
    deps.onState('lost');
    await deps.wait(backOffMs(attempt, deps.random()), signal);
    attempt += 1;
  }
}
