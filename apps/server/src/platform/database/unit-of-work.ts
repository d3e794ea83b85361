import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isDeadlock } from './database-errors.js';
import { makeFindsLean } from './lean-finds.js';
import { queryPool, queryWithin } from './pool.js';

/** A running transaction. Every write takes it as its first argument, so that forgetting it does not compile. */
export interface Tx {
  readonly manager: EntityManager;
  /**
   * Rows or the result of a statement, by the driver alone: for what is asked many times a second. Values that the
   * driver writes itself (dates, lists) only; errors are the driver's own.
   */
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
  /** Runs after the outermost commit; errors are the callback's own business: the data is already safe. */
  afterCommit(work: () => void | Promise<void>): void;
}

interface Running extends Tx {
  readonly hooks: (() => void | Promise<void>)[];
  /** What was looked up, by key; null if every look is a new one. */
  readonly recalled: Map<string, Promise<unknown>> | null;
}

const MAX_TRIES = 6;

/**
 * One request or job = one transaction (READ COMMITTED, set on every connection). Nested `run` calls join the outer
 * one. A deadlock rolls everything back and the outermost work runs again, at most six times: the work must have
 * no effect outside the database.
 */
@Injectable()
export class UnitOfWork {
  private readonly ambient = new AsyncLocalStorage<Running>();
  private parts = 0;

  constructor(private readonly dataSource: DataSource) {
    makeFindsLean(dataSource, dataSource.manager);
  }

  /** @param recalls what `recall` has looked up once holds until the end, if this is the outermost transaction */
  async run<T>(work: (tx: Tx) => Promise<T>, { recalls = false } = {}): Promise<T> {
    const outer = this.ambient.getStore();
    if (outer) return work(outer);
    for (let attempt = 1; ; attempt += 1) {
      const hooks: Running['hooks'] = [];
      try {
        const result = await this.dataSource.transaction((manager) => {
          makeFindsLean(this.dataSource, manager);
          const tx: Running = {
            manager,
            hooks,
            recalled: recalls ? new Map() : null,
            query: (sql, parameters = []) => queryWithin(manager, sql, parameters),
            afterCommit: (hook) => hooks.push(hook),
          };
          return this.ambient.run(tx, () => work(tx));
        });
        for (const hook of hooks) await hook();
        return result;
      } catch (error) {
        if (!isDeadlock(error) || attempt >= MAX_TRIES) throw error;
        // Not all losers at the same moment again.
        const waitMs = 5 * attempt * attempt * (1 + Math.random());
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }

  /**
   * Work that may fail without the rest: inside a running transaction what it wrote is taken back alone when it throws,
   * so that the caller may go on; without one it is a transaction of its own.
   */
  async part<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const outer = this.ambient.getStore();
    if (!outer) return this.run(work);
    const hooks = outer.hooks.length;
    this.parts += 1;
    // A name of its own: a part may have parts.
    const point = `part_${this.parts}`;
    await outer.query(`SAVEPOINT ${point}`);
    try {
      return await work(outer);
    } catch (error) {
      // A deadlock has rolled everything back, and the outermost work runs again.
      if (!isDeadlock(error)) await outer.query(`ROLLBACK TO SAVEPOINT ${point}`);
      outer.hooks.length = hooks;
      throw error;
    }
  }

  /**
   * Rows of a query that only reads: in the running transaction if there is one, else by the driver alone. For what
   * every page asks; TypeORM's layers around a query take as long as the driver's own work.
   */
  read<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    const running = this.ambient.getStore();
    return running ? running.query<Row[]>(sql, parameters) : queryPool(this.dataSource, sql, parameters);
  }

  /**
   * What a look finds, without a second one where a transaction recalls: of many who react to one thing each looks at the
   * same row. Only for what no such transaction writes itself.
   */
  recall<T>(key: string, look: () => Promise<T>): Promise<T> {
    const recalled = this.ambient.getStore()?.recalled;
    if (!recalled) return look();
    const known = recalled.get(key) as Promise<T> | undefined;
    if (known) return known;
    const found = look();
    recalled.set(key, found);
    found.catch(() => recalled.delete(key));
    return found;
  }

  /** For reads: the running transaction's manager if there is one, else a plain pooled one. */
  get reader(): EntityManager {
    return this.ambient.getStore()?.manager ?? this.dataSource.manager;
  }
}
