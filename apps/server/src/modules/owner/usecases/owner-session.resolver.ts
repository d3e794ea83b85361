import { privacyVersion } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { type AccountActor, OwnerSessions } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { hashSecret } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';

/** Looks the token up on every request, so that a log-out or a withdrawn consent counts at once. */
@Injectable()
export class OwnerSessionResolver extends OwnerSessions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  async resolve(accessToken: string): Promise<AccountActor | null> {
    const rows = await this.uow.read<{
      sessionId: string;
      accountId: string;
      ownerId: string | null;
      consentVersion: string | null;
    }>(
      `SELECT s.id AS sessionId, a.id AS accountId, a.owner_id AS ownerId, a.consent_version AS consentVersion
           FROM session s JOIN account a ON a.id = s.subject_id
          WHERE s.access_hash = ? AND s.kind = 'owner' AND s.revoked_at IS NULL AND s.access_until > ?`,
      [hashSecret(accessToken), this.clock.date()],
    );
    const row = rows[0];
    if (!row) return null;
    const { sessionId, accountId, ownerId, consentVersion } = row;
    return { kind: 'account', sessionId, accountId, ownerId, consented: consentVersion === privacyVersion };
  }
}
