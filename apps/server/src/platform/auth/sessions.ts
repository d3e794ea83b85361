import type { SessionView } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../clock/index.js';
import { hashSecret, newSecret } from '../crypto/index.js';
import { newId, type Tx, UnitOfWork } from '../database/index.js';
import { AppError } from '../errors/index.js';

const ACCESS_SEC = 30 * 60;
const REFRESH_SEC = { owner: 60 * 24 * 3600, staff: 14 * 24 * 3600 } as const;
/** A lost answer to a refresh is repaired within this time; later the old token counts as stolen. */
const REUSE_GRACE_MS = 30_000;

type Kind = 'owner' | 'staff';

/** Opens, rotates and ends log-ins. Tokens are opaque and random: there is no signature to forge. */
@Injectable()
export class Sessions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async open(tx: Tx, kind: Kind, subjectId: string): Promise<SessionView & { sessionId: string }> {
    const now = this.clock.now();
    const access = newSecret();
    const refresh = newSecret();
    const sessionId = newId(this.clock);
    await tx.manager.query(
      `INSERT INTO session (id, kind, subject_id, access_hash, access_until, refresh_hash, previous_hash,
         refresh_until, rotated_at, created_at, revoked_at) VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, NULL)`,
      [
        sessionId,
        kind,
        subjectId,
        hashSecret(access),
        toDate(now + ACCESS_SEC * 1000),
        hashSecret(refresh),
        toDate(now + REFRESH_SEC[kind] * 1000),
        toDate(now),
        toDate(now),
      ],
    );
    return { accessToken: access, expiresInSec: ACCESS_SEC, refreshToken: refresh, sessionId };
  }

  /**
   * Gives a new pair for a refresh token. A token used before ends the whole log-in, unless it is the one just
   * replaced (its answer may have been lost on a weak network). Throws AUTH.EXPIRED.
   */
  async rotate(kind: Kind, refreshToken: string): Promise<SessionView> {
    const hash = hashSecret(refreshToken);
    const rotated = await this.uow.run(async (tx) => {
      const now = this.clock.now();
      const rows: {
        id: string;
        refresh_hash: string;
        refresh_until: Date;
        rotated_at: Date;
        revoked_at: Date | null;
      }[] = await tx.manager.query(
        `SELECT id, refresh_hash, refresh_until, rotated_at, revoked_at FROM session
            WHERE kind = ? AND (refresh_hash = ? OR previous_hash = ?) FOR UPDATE`,
        [kind, hash, hash],
      );
      const row = rows[0];
      if (!row || row.revoked_at || row.refresh_until.getTime() <= now) return null;
      if (row.refresh_hash !== hash && now - row.rotated_at.getTime() > REUSE_GRACE_MS) {
        await tx.manager.query('UPDATE session SET revoked_at = ? WHERE id = ?', [toDate(now), row.id]);
        return null;
      }
      const access = newSecret();
      const refresh = newSecret();
      await tx.manager.query(
        `UPDATE session SET access_hash = ?, access_until = ?, previous_hash = refresh_hash, refresh_hash = ?,
           refresh_until = ?, rotated_at = ? WHERE id = ?`,
        [
          hashSecret(access),
          toDate(now + ACCESS_SEC * 1000),
          hashSecret(refresh),
          toDate(now + REFRESH_SEC[kind] * 1000),
          toDate(now),
          row.id,
        ],
      );
      return { accessToken: access, expiresInSec: ACCESS_SEC, refreshToken: refresh };
    });
    if (!rotated) throw new AppError('AUTH.EXPIRED');
    return rotated;
  }

  /** Ends one log-in. */
  close(sessionId: string): Promise<void> {
    return this.uow.run((tx) => this.end(tx, sessionId));
  }

  /** Ends every other log-in of a person. */
  closeOthers(kind: Kind, subjectId: string, sessionId: string): Promise<void> {
    return this.uow.run((tx) => this.endAll(tx, kind, subjectId, sessionId));
  }

  private async end(tx: Tx, sessionId: string): Promise<void> {
    await tx.manager.query('UPDATE session SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', [
      this.clock.date(),
      sessionId,
    ]);
  }

  /** Hands the log-ins of one subject to another: two rows turned out to be one person. */
  async move(tx: Tx, kind: Kind, from: string, to: string): Promise<void> {
    await tx.manager.query('UPDATE session SET subject_id = ? WHERE subject_id = ? AND kind = ?', [
      to,
      from,
      kind,
    ]);
  }

  /** Those of some log-ins that are good now, read in the transaction that relies on it. */
  async alive(tx: Tx, sessionIds: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }[]>(
      'SELECT id FROM session WHERE id IN (?) AND revoked_at IS NULL AND access_until > ?',
      [sessionIds, this.clock.date()],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Ends every log-in of a person, except one if given. */
  async endAll(tx: Tx, kind: Kind, subjectId: string, exceptSessionId = ''): Promise<void> {
    await tx.manager.query(
      'UPDATE session SET revoked_at = ? WHERE subject_id = ? AND kind = ? AND id <> ? AND revoked_at IS NULL',
      [this.clock.date(), subjectId, kind, exceptSessionId],
    );
  }
}
