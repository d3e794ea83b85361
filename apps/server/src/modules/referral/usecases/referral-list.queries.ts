import {
  couponShownStateLabel,
  referralStateLabel,
  type routes,
  type StaffReferralItem,
} from '@cheban/contracts';
import { businessDate, csvOf, formatYuan, maskPhone, maskVin } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { Coupons } from '../../coupon/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { type Referral, ReferralRepository } from '../persistence/referral.repository.js';

type Routes = (typeof routes)['staffReferral'];

/** Rows of one file. */
const MOST_ROWS = 10_000;
const isoOrNull = (at: number | null) => (at === null ? null : toDate(at).toISOString());
const dayOf = (at: string | null) => (at === null ? '' : businessDate(Date.parse(at)));

/** Who has brought whom, and what became of it, for staff. */
@Injectable()
export class ReferralList {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ReferralRepository,
    private readonly coupons: Coupons,
    private readonly owners: OwnerDirectory,
    private readonly audit: Audit,
  ) {}

  async page(actor: StaffActor, query: QueryOf<Routes['list']>): Promise<ViewOf<Routes['list']>> {
    const { page, pageSize } = query;
    const { rows, total } = await this.find(actor, query, page, pageSize);
    return { items: await this.items(rows), total, page, pageSize };
  }

  /** The newest 10,000 as CSV; the export is audited. */
  async file(actor: StaffActor, query: QueryOf<Routes['file']>): Promise<string> {
    const { rows } = await this.find(actor, query, 1, MOST_ROWS);
    const items = await this.items(rows);
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'referral.export',
        text: `导出老带新名单 ${items.length} 行`,
        storeId: query.storeId ?? null,
      }),
    );
    return csvOf([
      [
        '推荐人',
        '新朋友',
        '新朋友手机',
        '车架号',
        '车牌',
        '状态',
        '说明',
        '接受邀请',
        '到店截止',
        '首次消费（元）',
        '奖励到账',
        '推荐人奖励',
        '新朋友奖励',
      ],
      ...items.map((row) => [
        row.inviterName,
        row.inviteeName,
        row.inviteePhoneMasked ?? '',
        row.vinMasked,
        row.plate ?? '',
        row.stateLabel,
        row.reason ?? '',
        dayOf(row.joinedAt),
        dayOf(row.until),
        row.paidFen === null ? '' : formatYuan(row.paidFen),
        dayOf(row.rewardedAt),
        rewardText(row.inviterReward),
        rewardText(row.inviteeReward),
      ]),
    ]);
  }

  private async find(
    actor: StaffActor,
    { storeId, state, q }: QueryOf<Routes['file']>,
    page: number,
    pageSize: number,
  ) {
    const people = q === undefined ? undefined : await this.owners.idsLike(q);
    return this.repository.list({ storeIds: storesOf(actor, storeId), state, people }, page, pageSize);
  }

  private async items(rows: readonly Referral[]): Promise<StaffReferralItem[]> {
    const ids = rows.flatMap(({ inviterId, inviteeId }) => [inviterId, inviteeId]);
    const given = rows.flatMap(({ inviterCouponId, inviteeCouponId }) => [inviterCouponId, inviteeCouponId]);
    const [people, phones, types, states] = await Promise.all([
      this.owners.findByIds(ids),
      this.owners.phonesOf(ids),
      this.coupons.typesOf(
        rows.flatMap(({ inviterTypeId, inviteeTypeId }) => [inviterTypeId, inviteeTypeId]),
      ),
      this.coupons.statesOf(given.filter((id) => id !== null)),
    ]);
    const reward = (typeId: string, couponId: string | null) => {
      const state = (couponId === null ? undefined : states.get(couponId)) ?? null;
      return {
        title: types.get(typeId)?.title ?? '',
        couponId,
        state,
        stateLabel: state === null ? null : couponShownStateLabel[state],
      };
    };
    return rows.map((row) => {
      const phone = phones.get(row.inviteeId)?.();
      return {
        id: row.id,
        inviterId: row.inviterId,
        inviterName: people.get(row.inviterId)?.name ?? '',
        inviteeId: row.inviteeId,
        inviteeName: people.get(row.inviteeId)?.name ?? '',
        inviteePhoneMasked: phone === undefined ? null : maskPhone(phone),
        vinMasked: maskVin(row.vin),
        plate: row.plate,
        state: row.state,
        stateLabel: referralStateLabel[row.state],
        reason: row.reason,
        joinedAt: toDate(row.joinedAt).toISOString(),
        until: toDate(row.untilAt).toISOString(),
        visitId: row.visitId,
        paidFen: row.paidFen,
        rewardedAt: isoOrNull(row.rewardedAt),
        inviterReward: reward(row.inviterTypeId, row.inviterCouponId),
        inviteeReward: reward(row.inviteeTypeId, row.inviteeCouponId),
      };
    });
  }
}

const rewardText = ({ title, stateLabel }: StaffReferralItem['inviterReward']) =>
  stateLabel === null ? title : `${title}（${stateLabel}）`;
