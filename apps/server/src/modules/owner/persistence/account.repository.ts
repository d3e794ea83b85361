import { Injectable } from '@nestjs/common';
import { Sessions } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { decryptOrNull, fieldCipher } from '../../../platform/crypto/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AccountEntity, ConsentLogEntity } from './owner.entity.js';

/** A person in WeChat. Openids are in clear: never log or show them. */
export interface Account {
  readonly id: string;
  readonly ownerId: string | null;
  readonly miniOpenid: string | null;
  readonly officialOpenid: string | null;
  readonly unionid: string | null;
  readonly follower: boolean;
  readonly consentVersion: string | null;
  readonly consentAt: number | null;
}

interface SealedRow {
  id: string;
  owner_id: string;
  mini_openid: string | null;
  official_openid: string | null;
  unionid: string | null;
  follower: number;
  consent_version: string | null;
  consent_at: Date | null;
}

/** An account of a list: most of its openids are never looked at, and decrypting is most of what reading costs. */
class SealedAccount implements Account {
  readonly id: string;
  readonly ownerId: string;
  readonly follower: boolean;
  readonly consentVersion: string | null;
  readonly consentAt: number | null;
  readonly #row: SealedRow;
  #mini: string | null | undefined;

  constructor(row: SealedRow) {
    this.id = row.id;
    this.ownerId = row.owner_id;
    this.follower = Boolean(row.follower);
    this.consentVersion = row.consent_version;
    this.consentAt = row.consent_at?.getTime() ?? null;
    this.#row = row;
  }

  get miniOpenid(): string | null {
    this.#mini ??= decryptOrNull(this.#row.mini_openid);
    return this.#mini;
  }

  get officialOpenid(): string | null {
    return decryptOrNull(this.#row.official_openid);
  }

  get unionid(): string | null {
    return decryptOrNull(this.#row.unionid);
  }
}

export type OpenidKind = 'mini' | 'official';

const record = (entity: AccountEntity): Account => ({
  id: entity.id,
  ownerId: entity.ownerId,
  miniOpenid: entity.miniOpenid,
  officialOpenid: entity.officialOpenid,
  unionid: entity.unionid,
  follower: Boolean(entity.follower),
  consentVersion: entity.consentVersion,
  consentAt: entity.consentAt?.getTime() ?? null,
});

const indexColumn = { mini: 'miniIndex', official: 'officialIndex' } as const;
const openidColumn = { mini: 'miniOpenid', official: 'officialOpenid' } as const;

@Injectable()
export class AccountRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Account | null> {
    const entity = await this.uow.reader.findOneBy(AccountEntity, { id });
    return entity ? record(entity) : null;
  }

  async ofOwner(ownerId: string): Promise<Account[]> {
    const entities = await this.uow.reader.find(AccountEntity, {
      where: { ownerId },
      order: { lastSeenAt: 'DESC' },
    });
    return entities.map(record);
  }

  /** Accounts of many people in one query, the one seen last first; openids are decrypted when they are asked for. */
  async ofOwners(ownerIds: readonly string[]): Promise<(Account & { ownerId: string })[]> {
    if (ownerIds.length === 0) return [];
    const rows = await this.uow.read<SealedRow>(
      `SELECT id, owner_id, mini_openid, official_openid, unionid, follower, consent_version, consent_at
         FROM account WHERE owner_id IN (?) ORDER BY last_seen_at DESC`,
      [ownerIds],
    );
    return rows.map((row) => new SealedAccount(row));
  }

  async findByOpenid(kind: OpenidKind, openid: string): Promise<Account | null> {
    const entity = await this.uow.reader.findOneBy(AccountEntity, {
      [indexColumn[kind]]: fieldCipher().index(kind, openid),
    });
    return entity ? record(entity) : null;
  }

  async findByUnionid(unionid: string): Promise<Account | null> {
    const entity = await this.uow.reader.findOneBy(AccountEntity, {
      unionIndex: fieldCipher().index('union', unionid),
    });
    return entity ? record(entity) : null;
  }

  /**
   * The account of a person who showed an openid: found by it, or by the unionid of their other app, or new. Two
   * rows that turn out to be one person become one: the bound row wins, the other is dissolved into it.
   */
  async meet(tx: Tx, kind: OpenidKind, openid: string, unionid: string | null): Promise<Account> {
    const byOpenid = await this.findByOpenid(kind, openid);
    const byUnion = unionid === null ? null : await this.findByUnionid(unionid);
    if (byOpenid && byUnion && byOpenid.id !== byUnion.id)
      return (await this.merge(tx, byOpenid, byUnion)) ?? this.meet(tx, kind, openid, unionid);
    const known = byOpenid ?? byUnion;
    const cipher = fieldCipher();
    if (!known) {
      const id = newId(this.clock);
      const now = this.clock.date();
      await tx.manager.insert(AccountEntity, {
        id,
        ownerId: null,
        miniOpenid: null,
        miniIndex: null,
        officialOpenid: null,
        officialIndex: null,
        unionid,
        unionIndex: unionid === null ? null : cipher.index('union', unionid),
        follower: false,
        consentVersion: null,
        consentAt: null,
        createdAt: now,
        lastSeenAt: now,
        [openidColumn[kind]]: openid,
        [indexColumn[kind]]: cipher.index(kind, openid),
      });
      return (await this.findById(id)) as Account;
    }
    const change: Partial<AccountEntity> = { lastSeenAt: this.clock.date() };
    if (known[openidColumn[kind]] === null) {
      change[openidColumn[kind]] = openid;
      change[indexColumn[kind]] = cipher.index(kind, openid);
    }
    if (known.unionid === null && unionid !== null) {
      change.unionid = unionid;
      change.unionIndex = cipher.index('union', unionid);
    }
    const { affected } = await tx.manager.update(AccountEntity, { id: known.id }, change);
    // Deleted with its person, or joined with another, since it was read.
    if (affected === 0) return this.meet(tx, kind, openid, unionid);
    return (await this.findById(known.id)) as Account;
  }

  /**
   * Two rows turn out to be one person. The row of the mini-program stays, because subscribe credits hang on it; the
   * other gives it what it has (owner, consent, log-ins) and goes. Null if both went with their person meanwhile.
   */
  private async merge(tx: Tx, first: Account, second: Account): Promise<Account | null> {
    const [keep, drop] = first.miniOpenid !== null ? [first, second] : [second, first];
    await tx.manager.query('SELECT id FROM account WHERE id IN (?) ORDER BY id FOR UPDATE', [
      [keep.id, drop.id],
    ]);
    const [kept, dropped] = [await this.findById(keep.id), await this.findById(drop.id)];
    if (!kept || !dropped) return kept ?? dropped;
    await this.sessions.move(tx, 'owner', dropped.id, kept.id);
    await tx.manager.query('UPDATE consent_log SET account_id = ? WHERE account_id = ?', [
      kept.id,
      dropped.id,
    ]);
    await tx.manager.query('UPDATE IGNORE account_device SET account_id = ? WHERE account_id = ?', [
      kept.id,
      dropped.id,
    ]);
    await tx.manager.query('DELETE FROM account_device WHERE account_id = ?', [dropped.id]);
    // The unique openids must be free before the other row can take them.
    await tx.manager.delete(AccountEntity, { id: dropped.id });
    const cipher = fieldCipher();
    const official = kept.officialOpenid ?? dropped.officialOpenid;
    const unionid = kept.unionid ?? dropped.unionid;
    const consent = kept.consentVersion === null ? dropped : kept;
    await tx.manager.update(
      AccountEntity,
      { id: kept.id },
      {
        ownerId: kept.ownerId ?? dropped.ownerId,
        officialOpenid: official,
        officialIndex: official === null ? null : cipher.index('official', official),
        unionid,
        unionIndex: unionid === null ? null : cipher.index('union', unionid),
        follower: kept.follower || dropped.follower,
        consentVersion: consent.consentVersion,
        consentAt: consent.consentAt === null ? null : toDate(consent.consentAt),
        lastSeenAt: this.clock.date(),
      },
    );
    return (await this.findById(kept.id)) as Account;
  }

  /** False if the account is gone: it was joined with another one a moment ago, and the log-in moved there. */
  async bindOwner(tx: Tx, accountId: string, ownerId: string): Promise<boolean> {
    const result = await tx.manager.update(AccountEntity, { id: accountId }, { ownerId });
    return result.affected === 1;
  }

  /** Remembers by a blind index from which installation of the app somebody logged in. */
  async noteDevice(tx: Tx, accountId: string, device: string): Promise<void> {
    await tx.manager.query(
      `INSERT INTO account_device (account_id, device_index, seen_at) VALUES (?, ?, ?)
        ON DUPLICATE KEY UPDATE seen_at = VALUES(seen_at)`,
      [accountId, fieldCipher().index('device', device), this.clock.date()],
    );
  }

  /** Blind indexes of the installations that each of these people has logged in from since an instant. */
  async devicesOf(ownerIds: readonly string[], since: number): Promise<Map<string, string[]>> {
    const devices = new Map<string, string[]>();
    if (ownerIds.length === 0) return devices;
    const rows = await this.uow.read<{ ownerId: string; device: string }>(
      `SELECT DISTINCT a.owner_id AS ownerId, d.device_index AS device FROM account a
         JOIN account_device d ON d.account_id = a.id WHERE a.owner_id IN (?) AND d.seen_at >= ?`,
      [ownerIds, toDate(since)],
    );
    for (const { ownerId, device } of rows) devices.set(ownerId, [...(devices.get(ownerId) ?? []), device]);
    return devices;
  }

  async setFollower(tx: Tx, accountId: string, follower: boolean): Promise<void> {
    await tx.manager.update(AccountEntity, { id: accountId }, { follower });
  }

  /** Gives or withdraws the privacy consent and keeps the proof. */
  async setConsent(tx: Tx, accountId: string, version: string, granted: boolean): Promise<void> {
    const now = this.clock.now();
    await tx.manager.update(
      AccountEntity,
      { id: accountId },
      granted
        ? { consentVersion: version, consentAt: toDate(now) }
        : { consentVersion: null, consentAt: null },
    );
    await tx.manager.insert(ConsentLogEntity, {
      id: newId(this.clock),
      accountId,
      kind: 'privacy',
      version,
      granted,
      at: toDate(now),
    });
  }
}
