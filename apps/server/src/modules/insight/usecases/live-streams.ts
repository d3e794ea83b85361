import type { Writable } from 'node:stream';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { type StaffActor, StaffSessions } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Live } from '../../../platform/live/index.js';

/** Proxies close silent connections; a comment line keeps them open. */
const PING_MS = 20_000;
/** So long a look at the log-in is good for what comes next. */
const LOOK_MS = 1_000;

/** A console reads at once: whoever leaves so many bytes unread has stopped, and what waits would only grow. */
const MOST_UNREAD = 64 * 1024;
/** Tabs of one log-in; each looks at the log-in by itself. */
const MOST_OF_ONE = 20;

/** The open streams of consoles. One ends with its log-in, and when its person gets another role or other stores. */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  /** The log-in of each, oldest first. */
  private readonly streams = new Map<Writable, string>();

  constructor(
    private readonly live: Live,
    private readonly sessions: StaffSessions,
    private readonly clock: Clock,
  ) {}

  /** A log-in with too many loses its oldest. */
  open(actor: StaffActor, reply: Writable): void {
    const others = [...this.streams].filter(([, sessionId]) => sessionId === actor.sessionId);
    for (const [oldest] of others.slice(0, Math.max(0, others.length - MOST_OF_ONE + 1))) oldest.destroy();
    reply.write('retry: 3000\n\n');
    const isGood = this.watcherOf(actor);
    const say = (text: string) =>
      isGood().then(
        (good) => {
          if (reply.writableEnded || reply.destroyed) return;
          if (!good) reply.end();
          else if (reply.writableLength > MOST_UNREAD) reply.destroy();
          else reply.write(text);
        },
        // Nobody can say now whose log-in this is: a hint is lost, and the console asks again by itself.
        () => undefined,
      );
    const stop = this.live.watch(actor.storeIds, (event) => void say(`data: ${JSON.stringify(event)}\n\n`));
    const ping = setInterval(() => void say(': ping\n\n'), PING_MS);
    this.streams.set(reply, actor.sessionId);
    reply.on('close', () => {
      clearInterval(ping);
      stop();
      this.streams.delete(reply);
    });
  }

  /** Tells whether this is still the log-in that opened the stream; looks once for what comes in the same second. */
  private watcherOf(actor: StaffActor): () => Promise<boolean> {
    const same = (now: StaffActor | null) =>
      now !== null && now.role === actor.role && setOf(now.storeIds) === setOf(actor.storeIds);
    let lookedAt = this.clock.now();
    let look = Promise.resolve(true);
    return () => {
      const now = this.clock.now();
      if (Math.abs(now - lookedAt) < LOOK_MS) return look;
      lookedAt = now;
      look = this.sessions.still(actor.sessionId).then(same);
      look.catch(() => {
        lookedAt = 0;
      });
      return look;
    };
  }

  /** Open streams would hold up the stop; consoles reconnect to another process. */
  beforeApplicationShutdown(): void {
    for (const reply of this.streams.keys()) reply.end();
  }
}

const setOf = (ids: readonly string[]) => [...ids].sort().join();
