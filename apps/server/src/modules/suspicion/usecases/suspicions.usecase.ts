import type { SuspectKind } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { fieldCipher } from '../../../platform/crypto/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { LOOKBACK_DAYS, reasonsOf, type SharedMark } from '../domain/suspicion-rules.js';
import { type Mark, SuspicionRepository } from '../persistence/suspicion.repository.js';

/** A reward that is about to be given. */
export interface RewardCheck {
  readonly kind: Exclude<SuspectKind, 'owner'>;
  /** Id of the claim, referral or play. */
  readonly subjectId: string;
  readonly storeId: string;
  /** Who gets something. Two people of one reward should be strangers to each other. */
  readonly ownerIds: readonly [string] | readonly [string, string];
  /** VINs that belong to the reward beside the people's own cars; by person. */
  readonly vins?: readonly { readonly ownerId: string; readonly vin: string }[];
  /** Chinese: the campaign, game or programme, and what waits. */
  readonly title: string;
  readonly rewardText: string;
}

/** `held`: do not pay, ask again after `suspicion.decided`; `refused`: never pay. */
export type RewardVerdict = 'clear' | 'held' | 'refused';

/** The door for rooms that give rewards: asked in the transaction that would pay, before paying. */
@Injectable()
export class Suspicions {
  constructor(
    private readonly repository: SuspicionRepository,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** Looks at a reward once; the same reward keeps its answer until a person decides. */
  async check(tx: Tx, reward: RewardCheck): Promise<RewardVerdict> {
    const before = await this.repository.stateOf(reward.kind, reward.subjectId);
    if (before !== null) return before === 'released' ? 'clear' : before;
    if (await this.repository.isTraced(tx, reward.subjectId)) return 'clear';

    const marks = await this.marksOf(reward);
    await this.repository.trace(tx, reward.kind, reward.subjectId, marks);
    const sharing = await this.repository.sharing(tx, reward.subjectId, marks);
    const known = new Map(marks.map((own) => [`${own.mark}:${own.value}`, own]));
    const others: Partial<Record<SharedMark, Set<string>>> = {};
    const rewards = new Set<string>();
    for (const row of sharing) {
      if (!known.has(`${row.mark}:${row.value}`)) continue;
      if (row.mark === 'person') rewards.add(row.subjectId);
      else if (row.mark !== 'staff' && !reward.ownerIds.includes(row.ownerId)) {
        others[row.mark] ??= new Set();
        others[row.mark]?.add(row.ownerId);
      }
    }
    const counts: Partial<Record<SharedMark, number>> = {};
    for (const [mark, people] of Object.entries(others)) counts[mark as SharedMark] = people.size;
    const reasons = reasonsOf({
      others: counts,
      rewards: rewards.size,
      pair: pairOf(marks),
      staffWords: await this.repository.staffWords(reward.ownerIds),
    });
    if (reasons.length === 0) return 'clear';
    const id = await this.repository.insert(tx, {
      kind: reward.kind,
      subjectId: reward.subjectId,
      storeId: reward.storeId,
      ownerId: reward.ownerIds[0],
      title: reward.title,
      rewardText: reward.rewardText,
      reasons,
      heldBy: null,
    });
    this.live.publish(tx, {
      topic: 'suspicion',
      storeId: reward.storeId,
      id: id ?? reward.subjectId,
      notice: `“${reward.title}”有一份奖励待核实`,
    });
    return 'held';
  }

  /** Which of these rewards are held or refused now. */
  statesOf(kind: RewardCheck['kind'], subjectIds: readonly string[]) {
    return this.repository.statesOf(kind, subjectIds);
  }

  private async marksOf({ ownerIds, vins = [] }: RewardCheck): Promise<Mark[]> {
    const cipher = fieldCipher();
    const [phones, accounts, devices] = await Promise.all([
      this.owners.phonesOf(ownerIds),
      this.owners.accountsOfMany(ownerIds),
      this.owners.devicesOfMany(ownerIds, this.clock.now() - LOOKBACK_DAYS * DAY_MS),
    ]);
    const marks: Mark[] = vins.map(({ ownerId, vin }) => ({
      ownerId,
      mark: 'vin',
      value: cipher.index('vin', vin),
    }));
    for (const ownerId of ownerIds) {
      const phone = phones.get(ownerId)?.();
      marks.push({ ownerId, mark: 'person', value: ownerId });
      if (phone !== undefined) marks.push({ ownerId, mark: 'phone', value: cipher.index('phone', phone) });
      for (const { id } of accounts.get(ownerId) ?? []) marks.push({ ownerId, mark: 'openid', value: id });
      for (const value of devices.get(ownerId) ?? []) marks.push({ ownerId, mark: 'device', value });
      for (const { vin, plate } of await this.vehicles.ofOwner(ownerId)) {
        marks.push({ ownerId, mark: 'vin', value: cipher.index('vin', vin) });
        if (plate !== null) marks.push({ ownerId, mark: 'plate', value: cipher.index('plate', plate) });
      }
    }
    return marks;
  }
}

/** Marks that both people of a reward have. */
function pairOf(marks: readonly Mark[]): SharedMark[] {
  const holders = new Map<string, string>();
  const shared = new Set<SharedMark>();
  for (const { ownerId, mark, value } of marks) {
    if (mark === 'person' || mark === 'staff') continue;
    const holder = holders.get(`${mark}:${value}`);
    if (holder !== undefined && holder !== ownerId) shared.add(mark);
    holders.set(`${mark}:${value}`, ownerId);
  }
  return [...shared];
}
