import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { type CodePool, CodePoolRepository } from '../persistence/code-pool.repository.js';

/** Why and to whom a code is given. */
export interface CodeWish {
  readonly ownerId: string;
  /** ASCII, at most 120 characters; the same key never gives two codes. */
  readonly dedupeKey: string;
}

/**
 * The door to codes: each is given once, by a conditional update under a unique key. Many may take at once: locked codes
 * are passed over.
 */
@Injectable()
export class CodePools {
  constructor(
    private readonly pools: CodePoolRepository,
    private readonly clock: Clock,
  ) {}

  /** The id of one code, or of the one that was given under this key. Throws REQUEST.NOT_FOUND, POOL.EMPTY. */
  async take(tx: Tx, poolId: string, wish: CodeWish): Promise<string> {
    const [id] = await this.takeMany(tx, poolId, [wish]);
    if (id === undefined || id === null) throw new AppError('POOL.EMPTY');
    return id;
  }

  /** A code for each wish, in the order given; null where none is left. Throws REQUEST.NOT_FOUND. */
  async takeMany(tx: Tx, poolId: string, wishes: readonly CodeWish[]): Promise<(string | null)[]> {
    const pool = await this.pools.findById(poolId);
    if (!pool) throw notFound();
    const given = await this.pools.codesByKeys(
      tx,
      wishes.map(({ dedupeKey }) => dedupeKey),
    );
    const open = wishes.filter(({ dedupeKey }) => !given.has(dedupeKey));
    const free = pool.active ? await this.pools.lockFree(tx, poolId, this.clock.today(), open.length) : [];
    for (const { ownerId, dedupeKey } of open) {
      if (given.has(dedupeKey)) continue;
      const id = free.shift();
      if (id === undefined) break;
      // The row is held, so this cannot fail; the condition keeps it so.
      if (!(await this.pools.give(tx, id, ownerId, dedupeKey)))
        throw new Error('A held code was given by somebody else');
      given.set(dedupeKey, id);
    }
    return wishes.map(({ dedupeKey }) => given.get(dedupeKey) ?? null);
  }

  /** What a pool is, and how many codes it has left today; null if there is none. */
  async poolOf(id: string): Promise<(CodePool & { free: number }) | null> {
    const pool = await this.pools.findById(id);
    if (!pool) return null;
    const figures = (await this.pools.figuresOf([id], this.clock.today())).get(id);
    return { ...pool, free: figures?.free ?? 0 };
  }
}
