import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { connectRedis } from '../../../platform/redis/index.js';
import { CONFIRM, OPEN, TAKE, UNDO } from './gate-scripts.js';

/** The gate of one wave as it was built once. */
export interface GateRef {
  readonly campaignId: string;
  readonly waveId: string;
  readonly epoch: number;
}
export interface GateLimits {
  readonly perPerson: number | null;
  readonly perPhone: number | null;
  readonly perCar: number | null;
}
/** Somebody who wants a packet. */
export interface Taker {
  readonly ownerId: string;
  /** Blind index of the phone; empty without one. */
  readonly phoneIndex: string;
  readonly vehicleIds: readonly string[];
}
/** A popped packet and the slots it takes; slots count from 1, 0 where there is no limit. */
export interface Popped {
  readonly packetNo: number;
  readonly personSlot: number;
  readonly phoneSlot: number;
  readonly vehicleId: string;
  readonly carSlot: number;
  readonly phoneIndex: string;
  /** Milliseconds by Redis' clock. */
  readonly at: number;
  /** As it stands in Redis. */
  readonly mark: string;
}
export type Taken =
  | { readonly kind: 'new' | 'pending'; readonly popped: Popped }
  | { readonly kind: 'committed'; readonly packetNo: number; readonly claimId: string }
  | { readonly kind: 'limited' }
  | { readonly kind: 'empty'; readonly pending: number };

interface Scripts {
  packetTake(...parts: (string | number)[]): Promise<string[]>;
  packetConfirm(...parts: (string | number)[]): Promise<number>;
  packetUndo(...parts: (string | number)[]): Promise<number>;
  packetOpen(...parts: (string | number)[]): Promise<number>;
}

/** Nobody waits longer than this for the gate; Redis answers in well under a millisecond. */
const COMMAND_MS = 2_000;
/** Keys outlive their wave by this. */
const KEEP_SEC = 2 * 3600;
const CHUNK = 2_000;

/**
 * The gate in Redis: decides in one script who gets which packet, long before MySQL has written it down. Everything in
 * it can be built from rows, and whatever it says is checked by the unique keys of `packet_claim`.
 */
@Injectable()
export class PacketGate implements OnApplicationShutdown {
  private connection: (Redis & Scripts) | null = null;
  private connecting: Promise<void> | null = null;
  private connects = 0;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Counts the connections so far: another one may speak to a Redis that has lost or forgotten something. */
  get connectionNo(): number {
    return this.connects;
  }

  /** A packet for each of `takers`, in their order; null if there is no gate of this epoch. */
  async take(gate: GateRef, limits: GateLimits, takers: readonly Taker[]): Promise<Taken[] | null> {
    const parts: (string | number)[] = [
      ...keysOf(gate),
      gate.epoch,
      limits.perPerson ?? 0,
      limits.perPhone ?? 0,
      limits.perCar ?? 0,
    ];
    for (const { ownerId, phoneIndex, vehicleIds } of takers)
      parts.push(ownerId, phoneIndex, vehicleIds.join(''));
    const answers = await (await this.redis()).packetTake(...parts);
    return answers.length === 0 ? null : answers.map(readAnswer);
  }

  /** Says that rows are committed. */
  async confirm(
    gate: GateRef,
    claims: readonly { ownerId: string; packetNo: number; claimId: string }[],
  ): Promise<void> {
    const parts = claims.flatMap(({ ownerId, packetNo, claimId }) => [ownerId, packetNo, claimId]);
    await (await this.redis()).packetConfirm(...keysOf(gate), gate.epoch, ...parts);
  }

  /**
   * Takes a pop back: `back` returns the packet to the pool, without it the packet is known to be somebody else's.
   * False if the owner has something else by now.
   */
  async undo(
    gate: GateRef,
    ownerId: string,
    popped: Popped,
    { back, freeLimits }: { back: boolean; freeLimits: boolean },
  ): Promise<boolean> {
    const { packetNo, personSlot, phoneSlot, carSlot, phoneIndex, vehicleId, mark } = popped;
    const limits = freeLimits
      ? [
          ...(personSlot > 0 ? [`o${ownerId}`] : []),
          ...(phoneSlot > 0 ? [`p${phoneIndex}`] : []),
          ...(carSlot > 0 ? [`c${vehicleId}`] : []),
        ]
      : [];
    const redis = await this.redis();
    return (
      (await redis.packetUndo(
        ...keysOf(gate),
        gate.epoch,
        ownerId,
        packetNo,
        mark,
        back ? 1 : 0,
        ...limits,
      )) === 1
    );
  }

  /** Whether this gate stands in the Redis that answers now, and was built in its present life. */
  async stands(gate: GateRef): Promise<boolean> {
    const redis = await this.redis();
    const [key] = keysOf(gate);
    const [epoch, life] = await redis.mget(key, `${key}:life`);
    return epoch === String(gate.epoch) && life === (await lifeOf(redis));
  }

  /**
   * Fills the keys of a new epoch; the gate opens with the last command. False if it stays shut, because Redis has lost
   * meanwhile what was put there.
   */
  async build(
    gate: GateRef,
    free: readonly number[],
    drawn: ReadonlyMap<string, { packetNo: number; claimId: string }>,
    counts: ReadonlyMap<string, number>,
    keepMs: number,
  ): Promise<boolean> {
    const redis = await this.redis();
    const [open, pool, drawnKey, pending, limits] = keysOf(gate);
    const life = await lifeOf(redis);
    await redis.del(open, pool, drawnKey, pending, limits);
    for (let from = 0; from < free.length; from += CHUNK)
      await redis.rpush(pool, ...free.slice(from, from + CHUNK));
    const entries = [...drawn].map(
      ([ownerId, { packetNo, claimId }]) => [ownerId, `C${packetNo}:${claimId}`] as const,
    );
    for (let from = 0; from < entries.length; from += CHUNK)
      await redis.hset(drawnKey, ...entries.slice(from, from + CHUNK).flat());
    const subjects = [...counts];
    for (let from = 0; from < subjects.length; from += CHUNK)
      await redis.hset(limits, ...subjects.slice(from, from + CHUNK).flat());
    const seconds = Math.max(60, Math.ceil(keepMs / 1000)) + KEEP_SEC;
    await redis.set(`${open}:life`, life, 'EX', seconds);
    // Empty keys cannot be given an end; a mark that no owner has makes them stay.
    await redis.hset(drawnKey, '-', 'L');
    await redis.hset(limits, '-', 0);
    const sizes = [free.length, entries.length + 1, subjects.length + 1];
    return (await redis.packetOpen(...keysOf(gate), gate.epoch, ...sizes, seconds)) === 1;
  }

  /** Forgets a gate whose wave is over. */
  async clear(gate: GateRef): Promise<void> {
    const keys = keysOf(gate);
    await (await this.redis()).del(...keys, `${keys[0]}:life`);
  }

  /** Popped packets whose rows are not known to be committed, older than `ms` by Redis' clock. */
  async stalePending(gate: GateRef, ms: number): Promise<{ ownerId: string; popped: Popped }[]> {
    const redis = await this.redis();
    const [, , drawn, pending] = keysOf(gate);
    const owners = Object.values(await redis.hgetall(pending));
    if (owners.length === 0) return [];
    const marks = await redis.hmget(drawn, ...owners);
    const [seconds = '0', micros = '0'] = (await redis.time()).map(String);
    const now = Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
    return owners.flatMap((ownerId, index) => {
      const mark = marks[index];
      const taken = mark ? readAnswer(mark) : null;
      return taken?.kind === 'pending' && now - taken.popped.at >= ms
        ? [{ ownerId, popped: taken.popped }]
        : [];
    });
  }

  onApplicationShutdown(): void {
    this.connection?.disconnect();
  }

  /** A connection of its own, made when the first packet is asked for; fails fast while Redis is away. */
  private async redis(): Promise<Redis & Scripts> {
    if (this.connection === null) {
      const redis = connectRedis(this.config.redisUrl, { commandTimeout: COMMAND_MS });
      redis.defineCommand('packetTake', { numberOfKeys: 5, lua: TAKE });
      redis.defineCommand('packetConfirm', { numberOfKeys: 5, lua: CONFIRM });
      redis.defineCommand('packetUndo', { numberOfKeys: 5, lua: UNDO });
      redis.defineCommand('packetOpen', { numberOfKeys: 5, lua: OPEN });
      redis.on('ready', () => {
        this.connects += 1;
      });
      this.connection = redis as Redis & Scripts;
    }
    const { connection } = this;
    if (connection.status === 'wait')
      this.connecting ??= connection.connect().finally(() => {
        this.connecting = null;
      });
    if (this.connecting) await this.connecting;
    return connection;
  }
}

/** All keys of a campaign share a hash tag, so that they lie on one node of a cluster. */
function keysOf({ campaignId, waveId, epoch }: GateRef): [string, string, string, string, string] {
  const base = `cheban:packets:{${campaignId}}:${waveId}`;
  return [
    `${base}:gate`,
    `${base}:${epoch}:pool`,
    `${base}:${epoch}:drawn`,
    `${base}:${epoch}:pending`,
    `${base}:${epoch}:limits`,
  ];
}

/** Another one after each start of Redis: what it holds then may be older than what it once said. */
async function lifeOf(redis: Redis): Promise<string> {
  return /run_id:(\w+)/.exec(await redis.info('server'))?.[1] ?? '';
}

function readAnswer(text: string): Taken {
  const rest = text.slice(1);
  switch (text[0]) {
    case 'N':
    case 'P': {
      const [packetNo, personSlot, phoneSlot, vehicleId = '', carSlot, phoneIndex = '', at] = rest.split(':');
      const popped = {
        packetNo: Number(packetNo),
        personSlot: Number(personSlot),
        phoneSlot: Number(phoneSlot),
        vehicleId,
        carSlot: Number(carSlot),
        phoneIndex,
        at: Number(at),
        mark: `P${rest}`,
      };
      return { kind: text[0] === 'N' ? 'new' : 'pending', popped };
    }
    case 'C': {
      const [packetNo, claimId = ''] = rest.split(':');
      return { kind: 'committed', packetNo: Number(packetNo), claimId };
    }
    case 'E':
      return { kind: 'empty', pending: Number(rest) };
    default:
      return { kind: 'limited' };
  }
}
