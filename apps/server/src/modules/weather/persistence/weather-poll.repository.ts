import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';

/** When a place is asked about next, milliseconds, and how often it was refused in a row. */
interface Turn {
  readonly place: string;
  readonly nextPollAt: number;
  readonly failures: number;
}

/** Places and their turns; the quota of the day. */
@Injectable()
export class WeatherPollRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Places of the list whose turn has come, the longest waiting first; one that is new gets its row and is due at once. */
  async due(places: readonly string[], now: number): Promise<Turn[]> {
    const known = await this.turns(places);
    const fresh = places.filter((place) => !known.some((turn) => turn.place === place));
    await this.add(fresh, now);
    const turns = fresh.length === 0 ? known : await this.turns(places);
    return turns.filter(({ nextPollAt }) => nextPollAt <= now);
  }

  private async turns(places: readonly string[]): Promise<Turn[]> {
    if (places.length === 0) return [];
    const rows: { place: string; next_poll_at: Date; failures: number }[] = await this.uow.reader.query(
      'SELECT place, next_poll_at, failures FROM weather_place WHERE place IN (?) ORDER BY next_poll_at',
      [places],
    );
    return rows.map((row) => ({
      place: row.place,
      nextPollAt: row.next_poll_at.getTime(),
      failures: Number(row.failures),
    }));
  }

  private async add(places: readonly string[], now: number): Promise<void> {
    if (places.length === 0) return;
    await this.uow.reader.query(
      'INSERT IGNORE INTO weather_place (place, next_poll_at, polled_at, failures, problem) VALUES ?',
      [places.map((place) => [place, toDate(now), null, 0, ''])],
    );
  }

  /** Takes the turn of a place: of two pollers only one gets it. */
  async take(place: string, seenNextAt: number, nextAt: number): Promise<boolean> {
    const result: { affectedRows: number } = await this.uow.reader.query(
      'UPDATE weather_place SET next_poll_at = ? WHERE place = ? AND next_poll_at = ?',
      [toDate(nextAt), place, toDate(seenNextAt)],
    );
    return result.affectedRows === 1;
  }

  /** Serialises what is written about a place until the transaction ends. */
  async lock(tx: Tx, place: string): Promise<void> {
    await tx.manager.query('SELECT place FROM weather_place WHERE place = ? FOR UPDATE', [place]);
  }

  async succeeded(tx: Tx, place: string, now: number): Promise<void> {
    await tx.manager.query(
      "UPDATE weather_place SET polled_at = ?, failures = 0, problem = '' WHERE place = ?",
      [toDate(now), place],
    );
  }

  async failed(place: string, problem: string, nextAt: number): Promise<void> {
    await this.uow.run((tx) =>
      tx.manager.query(
        'UPDATE weather_place SET failures = failures + 1, problem = ?, next_poll_at = ? WHERE place = ?',
        [problem.slice(0, 200), toDate(nextAt), place],
      ),
    );
  }

  /** The pause of the whole account, if it has one now. Milliseconds. */
  async pausedUntil(now: number): Promise<number | null> {
    const rows: { paused_until: Date | null }[] = await this.uow.reader.query(
      'SELECT paused_until FROM weather_quota WHERE paused_until > ? ORDER BY paused_until DESC LIMIT 1',
      [toDate(now)],
    );
    return rows[0]?.paused_until?.getTime() ?? null;
  }

  /** Takes one call of the day's budget by one conditional update; false if it is used up. */
  async spend(on: string, budget: number): Promise<boolean> {
    if (await this.count(on, budget)) return true;
    // The first call of a day, or one too many.
    await this.uow.reader.query(
      'INSERT IGNORE INTO weather_quota (used_on, calls, refusals, paused_until) VALUES (?, 0, 0, NULL)',
      [on],
    );
    return this.count(on, budget);
  }

  private async count(on: string, budget: number): Promise<boolean> {
    const result: { affectedRows: number } = await this.uow.reader.query(
      'UPDATE weather_quota SET calls = calls + 1 WHERE used_on = ? AND calls < ?',
      [on, budget],
    );
    return result.affectedRows === 1;
  }

  /** Counts a refusal of the account. Returns how many there were in a row. */
  async refused(on: string, backOff: (refusals: number) => number, now: number): Promise<void> {
    await this.uow.run(async (tx) => {
      const rows: { refusals: number }[] = await tx.manager.query(
        'SELECT refusals FROM weather_quota WHERE used_on = ? FOR UPDATE',
        [on],
      );
      const refusals = Number(rows[0]?.refusals ?? 0) + 1;
      await tx.manager.query('UPDATE weather_quota SET refusals = ?, paused_until = ? WHERE used_on = ?', [
        refusals,
        toDate(now + backOff(refusals)),
        on,
      ]);
    });
  }

  async accepted(tx: Tx, on: string): Promise<void> {
    await tx.manager.query(
      'UPDATE weather_quota SET refusals = 0, paused_until = NULL WHERE used_on = ? AND refusals > 0',
      [on],
    );
  }
}
