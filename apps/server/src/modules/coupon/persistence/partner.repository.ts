import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { PartnerBenefitEntity, PartnerEntity } from './code-pool.entity.js';

export type Partner = Readonly<Omit<PartnerEntity, 'createdAt' | 'updatedAt'>>;
export type PartnerPlan = Pick<Partner, 'name' | 'kind' | 'address' | 'phone' | 'note'>;
/** Instants are milliseconds. */
export type Benefit = Readonly<
  Omit<PartnerBenefitEntity, 'from' | 'until' | 'createdAt' | 'updatedAt'> & {
    from: number | null;
    until: number | null;
  }
>;
export type BenefitPlan = Omit<Benefit, 'id' | 'partnerId'>;
export interface BenefitClaim {
  readonly benefitId: string;
  readonly slot: number;
  readonly couponId: string | null;
  readonly codeId: string | null;
  readonly at: number;
}

const partnerRecord = ({ createdAt: _c, updatedAt: _u, ...rest }: PartnerEntity): Partner => ({
  ...rest,
  active: Boolean(rest.active),
});
const benefitRecord = ({ createdAt: _c, updatedAt: _u, ...rest }: PartnerBenefitEntity): Benefit => ({
  ...rest,
  open: Boolean(rest.open),
  from: rest.from?.getTime() ?? null,
  until: rest.until?.getTime() ?? null,
});
const dateOrNull = (at: number | null) => (at === null ? null : toDate(at));

@Injectable()
export class PartnerRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async ofStores(storeIds: readonly string[]): Promise<Partner[]> {
    if (storeIds.length === 0) return [];
    const entities = await this.uow.reader.find(PartnerEntity, {
      where: { storeId: In([...storeIds]) },
      order: { active: 'DESC', id: 'DESC' },
      take: 300,
    });
    return entities.map(partnerRecord);
  }

  async findById(id: string): Promise<Partner | null> {
    const entity = await this.uow.reader.findOneBy(PartnerEntity, { id });
    return entity ? partnerRecord(entity) : null;
  }

  async insert(tx: Tx, storeId: string, plan: PartnerPlan): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    await tx.manager.insert(PartnerEntity, {
      id,
      storeId,
      ...plan,
      active: true,
      createdAt: now,
      updatedAt: now,
    });
    return id;
  }

  async update(tx: Tx, id: string, change: PartnerPlan & { active: boolean }): Promise<void> {
    await tx.manager.update(PartnerEntity, { id }, { ...change, updatedAt: this.clock.date() });
  }

  async benefitsOf(partnerIds: readonly string[]): Promise<Benefit[]> {
    if (partnerIds.length === 0) return [];
    const entities = await this.uow.reader.find(PartnerBenefitEntity, {
      where: { partnerId: In([...partnerIds]) },
      order: { id: 'ASC' },
    });
    return entities.map(benefitRecord);
  }

  async findBenefit(id: string): Promise<Benefit | null> {
    const entity = await this.uow.reader.findOneBy(PartnerBenefitEntity, { id });
    return entity ? benefitRecord(entity) : null;
  }

  async insertBenefit(tx: Tx, partnerId: string, plan: BenefitPlan): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    await tx.manager.insert(PartnerBenefitEntity, {
      id,
      partnerId,
      ...plan,
      from: dateOrNull(plan.from),
      until: dateOrNull(plan.until),
      createdAt: now,
      updatedAt: now,
    });
    return id;
  }

  async updateBenefit(tx: Tx, id: string, plan: BenefitPlan): Promise<void> {
    const change = { ...plan, from: dateOrNull(plan.from), until: dateOrNull(plan.until) };
    await tx.manager.update(PartnerBenefitEntity, { id }, { ...change, updatedAt: this.clock.date() });
  }

  /** How often each benefit was taken. */
  async claimCounts(benefitIds: readonly string[]): Promise<Map<string, number>> {
    if (benefitIds.length === 0) return new Map();
    const rows = await this.uow.read<{ benefitId: string; n: string }>(
      'SELECT benefit_id AS benefitId, COUNT(*) AS n FROM benefit_claim WHERE benefit_id IN (?) GROUP BY benefit_id',
      [benefitIds],
    );
    return new Map(rows.map(({ benefitId, n }) => [benefitId, Number(n)]));
  }

  /** What a person has taken, the newest first. */
  async claimsOf(ownerId: string, benefitIds: readonly string[]): Promise<BenefitClaim[]> {
    if (benefitIds.length === 0) return [];
    const rows = await this.uow.read<Omit<BenefitClaim, 'at'> & { at: Date }>(
      `SELECT benefit_id AS benefitId, slot, coupon_id AS couponId, code_id AS codeId, \`at\` FROM benefit_claim
        WHERE owner_id = ? AND benefit_id IN (?) ORDER BY \`at\` DESC, slot DESC`,
      [ownerId, benefitIds],
    );
    return rows.map((row) => ({ ...row, at: row.at.getTime() }));
  }

  async hasRequest(tx: Tx, requestKey: string): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>('SELECT 1 FROM benefit_claim WHERE request_key = ?', [
      requestKey,
    ]);
    return rows.length > 0;
  }

  /** Takes one place; false if the place or the request is taken. */
  async claim(
    tx: Tx,
    claim: { benefitId: string; ownerId: string; slot: number; requestKey: string },
  ): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
      'INSERT IGNORE INTO benefit_claim (benefit_id, owner_id, slot, request_key, coupon_id, code_id, `at`) VALUES (?, ?, ?, ?, NULL, NULL, ?)',
      [claim.benefitId, claim.ownerId, claim.slot, claim.requestKey, this.clock.date()],
    );
    return affectedRows === 1;
  }

  async noteGiven(
    tx: Tx,
    requestKey: string,
    given: { couponId: string | null; codeId: string | null },
  ): Promise<void> {
    await tx.manager.query('UPDATE benefit_claim SET coupon_id = ?, code_id = ? WHERE request_key = ?', [
      given.couponId,
      given.codeId,
      requestKey,
    ]);
  }
}
