import { type AttributionRow, attributionKindLabel, MOST_ATTRIBUTED, type routes } from '@cheban/contracts';
import { addDays, businessDate, csvOf, formatYuan, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { RETURNED } from '../../../platform/planned/index.js';
import { AttributionFigures, type Reached, ratiosOf } from './attribution-figures.queries.js';

type Area = (typeof routes)['attribution'];
type Range = QueryOf<Area['compare']>;

interface Subject {
  kind: AttributionRow['kind'];
  id: string;
  title: string;
  from: Date;
  seen: string | null;
  costFen: string | null;
  used: string;
  days: number;
  storeIds: readonly string[];
  people: string;
  params: readonly unknown[];
}

/** What campaigns, games, coupons and referrals brought back, side by side. */
@Injectable()
export class Attribution {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly figures: AttributionFigures,
    private readonly audit: Audit,
  ) {}

  async compare(actor: StaffActor, range: Range): Promise<ViewOf<Area['compare']>> {
    const { from, to, days } = range;
    const storeIds = storesOf(actor, range.storeId);
    const subjects = storeIds.length === 0 ? [] : await this.subjects(storeIds, range);
    const items: AttributionRow[] = [];
    for (const subject of subjects) items.push(await this.row(subject));
    return { from, to, days, items };
  }

  /** The same as CSV; the export is audited. */
  async file(actor: StaffActor, range: Range): Promise<string> {
    const { items } = await this.compare(actor, range);
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'attribution.export',
        text: `导出活动效果对比 ${items.length} 行（${range.from} 至 ${range.to}）`,
        storeId: range.storeId ?? null,
      }),
    );
    return csvOf([
      [
        '类型',
        '名称',
        '开始',
        '归因期（天）',
        '收到通知',
        '看过',
        '领到',
        '已使用或到账',
        '预约',
        '到店',
        '到店率',
        '带回车辆',
        '其中挽回',
        '花费（元）',
        '到店产值（元）',
        '每台成本（元）',
        '投入产出',
      ],
      ...items.map((row) => [
        row.kindLabel,
        row.title,
        row.from,
        String(row.days),
        row.told === null ? '' : String(row.told),
        row.seen === null ? '' : String(row.seen),
        String(row.claimed),
        String(row.used),
        String(row.booked),
        String(row.arrived),
        row.arrivedPercent === null ? '' : `${row.arrivedPercent}%`,
        String(row.cars),
        String(row.carsWonBack),
        formatYuan(row.costFen),
        formatYuan(row.outputFen),
        row.costPerCarFen === null ? '' : formatYuan(row.costPerCarFen),
        row.outputPerCost === null ? '' : String(row.outputPerCost),
      ]),
    ]);
  }

  private async row(subject: Subject): Promise<AttributionRow> {
    const { kind, id, title } = subject;
    const reached: Reached = subject;
    const [told, people, visits] = await Promise.all([
      kind === 'campaign' ? this.figures.told(id, subject.storeIds) : null,
      this.figures.people(reached),
      this.figures.visits(reached),
    ]);
    const costFen = Number(subject.costFen ?? 0);
    return {
      kind,
      kindLabel: attributionKindLabel[kind],
      id,
      title,
      from: businessDate(subject.from.getTime()),
      days: subject.days,
      told,
      seen: subject.seen === null ? null : Number(subject.seen),
      ...people,
      used: Number(subject.used),
      ...visits,
      costFen,
      ...ratiosOf(costFen, visits.cars, visits.outputFen),
      arrivedPercent: people.claimed === 0 ? null : Math.round((100 * people.arrived) / people.claimed),
    };
  }

  private async subjects(storeIds: readonly string[], { from, to, days }: Range): Promise<Subject[]> {
    const since = toDate(startOfBusinessDay(from));
    const before = toDate(startOfBusinessDay(addDays(to, 1)));
    const [campaigns, games, coupons, referrals] = await Promise.all([
      this.planned('campaign', storeIds, since, before),
      this.planned('game', storeIds, since, before),
      this.coupons(storeIds, since, before, days),
      this.referrals(storeIds, since, before, days),
    ]);
    return [...campaigns, ...games, ...coupons, ...referrals];
  }

  /** Campaigns or games, with their own windows. Only stores of the actor count, also of one of many. */
  private async planned(
    kind: 'campaign' | 'game',
    storeIds: readonly string[],
    since: Date,
    before: Date,
  ): Promise<Subject[]> {
    const wins = kind === 'campaign' ? 'packet_claim' : 'game_win';
    const rows = await this.uow.read<Omit<Subject, 'kind' | 'storeIds' | 'people' | 'params'>>(
      `SELECT c.id, c.title, c.starts_at AS \`from\`, c.attribution_days AS days,
              (SELECT COUNT(*) FROM ${kind}_seen s WHERE s.${kind}_id = c.id) AS seen,
              (SELECT SUM(p.amount_fen) FROM ${wins} p
                WHERE p.${kind}_id = c.id AND p.store_id IN (?) AND p.state NOT IN ${RETURNED}) AS costFen,
              (SELECT COUNT(DISTINCT p.owner_id) FROM ${wins} p
                WHERE p.${kind}_id = c.id AND p.store_id IN (?) AND p.state IN ('given', 'paid')) AS used
         FROM ${kind} c
        WHERE c.starts_at >= ? AND c.starts_at < ? AND c.state NOT IN ('draft', 'submitted')
          AND EXISTS (SELECT 1 FROM ${kind}_store x WHERE x.${kind}_id = c.id AND x.store_id IN (?))
        ORDER BY c.starts_at DESC LIMIT ${MOST_ATTRIBUTED}`,
      [storeIds, storeIds, since, before, storeIds],
    );
    return rows.map((row) => ({
      ...row,
      kind,
      storeIds,
      people: `(SELECT owner_id, MIN(won_at) AS won_at FROM ${wins}
                 WHERE ${kind}_id = ? AND store_id IN (?) GROUP BY owner_id)`,
      params: [row.id, storeIds],
    }));
  }

  /** Kinds of coupons that people were given in the time, without those that pay a debt or belong to a referral. */
  private async coupons(
    storeIds: readonly string[],
    since: Date,
    before: Date,
    days: number,
  ): Promise<Subject[]> {
    const given =
      "c.issued_at >= ? AND c.issued_at < ? AND c.source IN ('claim', 'staff', 'bulk', 'benefit')";
    const rows = await this.uow.read<Pick<Subject, 'id' | 'title' | 'from' | 'costFen' | 'used'>>(
      `SELECT t.id, t.title, MIN(c.issued_at) AS \`from\`, SUM(c.off_fen) AS costFen,
              COUNT(DISTINCT CASE WHEN c.state = 'used' THEN c.owner_id END) AS used
         FROM coupon c JOIN coupon_type t ON t.id = c.type_id
        WHERE c.store_id IN (?) AND ${given} AND t.is_system = 0
        GROUP BY t.id, t.title ORDER BY \`from\` DESC LIMIT ${MOST_ATTRIBUTED}`,
      [storeIds, since, before],
    );
    return rows.map((row) => ({
      ...row,
      kind: 'coupon',
      seen: null,
      days,
      storeIds,
      people: `(SELECT c.owner_id, MIN(c.issued_at) AS won_at FROM coupon c
                 WHERE c.type_id = ? AND ${given} GROUP BY c.owner_id)`,
      params: [row.id, since, before],
    }));
  }

  /** One row for each store with friends who joined in the time; the cost is what both sides' coupons took off bills. */
  private async referrals(
    storeIds: readonly string[],
    since: Date,
    before: Date,
    days: number,
  ): Promise<Subject[]> {
    const rows = await this.uow.read<Pick<Subject, 'id' | 'title' | 'from' | 'costFen' | 'used'>>(
      `SELECT s.id, CONCAT('老带新 · ', s.name) AS title, MIN(r.joined_at) AS \`from\`,
              SUM(COALESCE((SELECT SUM(c.off_fen) FROM coupon c
                WHERE c.id IN (r.inviter_coupon_id, r.invitee_coupon_id)), 0)) AS costFen,
              SUM(r.state = 'rewarded') AS used
         FROM referral r JOIN store s ON s.id = r.store_id
        WHERE r.store_id IN (?) AND r.joined_at >= ? AND r.joined_at < ?
        GROUP BY s.id, s.name ORDER BY \`from\` DESC LIMIT ${MOST_ATTRIBUTED}`,
      [storeIds, since, before],
    );
    return rows.map((row) => ({
      ...row,
      kind: 'referral',
      seen: null,
      days,
      storeIds: [row.id],
      people: `(SELECT invitee_id AS owner_id, MIN(joined_at) AS won_at FROM referral
                 WHERE store_id = ? AND joined_at >= ? AND joined_at < ? GROUP BY invitee_id)`,
      params: [row.id, since, before],
    }));
  }
}
