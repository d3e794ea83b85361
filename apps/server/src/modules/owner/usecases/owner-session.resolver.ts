import { privacyVersion } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { type AccountActor, OwnerSessions } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { hashSecret } from '../../../platform/crypto/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Gather } from '../../../platform/gather/index.js';

interface Row {
  readonly sessionId: string;
  readonly accountId: string;
  readonly ownerId: string | null;
  readonly consentVersion: string | null;
}

const FOUND =
  's.id AS sessionId, a.id AS accountId, a.owner_id AS ownerId, a.consent_version AS consentVersion';
const FROM = 'FROM session s JOIN account a ON a.id = s.subject_id';
const GOOD = "s.kind = 'owner' AND s.revoked_at IS NULL AND s.access_until > ?";

/**
 * Looks the token up on every request, so that a log-out or a withdrawn consent counts at once; tokens that come in the
 * same moment in one statement.
 */
@Injectable()
export class OwnerSessionResolver extends OwnerSessions {
  private readonly lookUps = new Gather((hashes: readonly string[]) => this.find(hashes));

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  async resolve(accessToken: string): Promise<AccountActor | null> {
    const row = await this.lookUps.ask(hashSecret(accessToken));
    if (!row) return null;
    const { sessionId, accountId, ownerId, consentVersion } = row;
    return { kind: 'account', sessionId, accountId, ownerId, consented: consentVersion === privacyVersion };
  }

  async hold(tx: Tx, { accountId, ownerId }: AccountActor): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      'SELECT 1 FROM account WHERE id = ? AND owner_id = ? LOCK IN SHARE MODE',
      [accountId, ownerId],
    );
    return rows.length > 0;
  }

  private async find(hashes: readonly string[]): Promise<(Row | undefined)[]> {
    const now = this.clock.date();
    if (hashes.length === 1)
      return [
        (
          await this.uow.read<Row>(`SELECT ${FOUND} ${FROM} WHERE s.access_hash = ? AND ${GOOD}`, [
            ...hashes,
            now,
          ])
        )[0],
      ];
    const rows = await this.uow.read<Row & { readonly hash: string }>(
      `SELECT s.access_hash AS hash, ${FOUND} ${FROM} WHERE s.access_hash IN (?) AND ${GOOD}`,
      [hashes, now],
    );
    const byHash = new Map(rows.map((row) => [row.hash, row]));
    return hashes.map((hash) => byHash.get(hash));
  }
}
