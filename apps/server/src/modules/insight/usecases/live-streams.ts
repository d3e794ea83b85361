import type { Writable } from 'node:stream';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { type StaffActor, StaffSessions } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Live } from '../../../platform/live/index.js';

/** Proxies close silent connections; a comment line keeps them open. */
const PING_MS = 20_000;
/** So long a look at the log-in is good for what comes next. */
const LOOK_MS = 1_000;

/** The open streams of consoles. One ends with its log-in, and when its person gets another role or other stores. */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  private readonly streams = new Set<Writable>();

  constructor(
    private readonly live: Live,
    private readonly sessions: StaffSessions,
    private readonly clock: Clock,
  ) {}

  open(actor: StaffActor, reply: Writable): void {
    reply.write('retry: 3000\n\n');
    const isGood = this.watcherOf(actor);
    const say = (text: string) =>
      isGood().then(
        (good) => {
          if (reply.writableEnded) return;
          if (good) reply.write(text);
          else reply.end();
        },
        // Nobody can say now whose log-in this is: a hint is lost, and the console asks again by itself.
        () => undefined,
      );
    const stop = this.live.watch(actor.storeIds, (event) => void say(`data: ${JSON.stringify(event)}\n\n`));
    const ping = setInterval(() => void say(': ping\n\n'), PING_MS);
    this.streams.add(reply);
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
    for (const reply of this.streams) reply.end();
  }
}

const setOf = (ids: readonly string[]) => [...ids].sort().join();
