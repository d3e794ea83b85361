import { type FunnelStep, funnelSteps, type routes } from '@cheban/contracts';
import { addDays, businessDate, csvOf, shanghaiClock, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { decryptOrNull, openName } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { RuleBook } from '../../care/index.js';
import { StoreCatalog } from '../../store/index.js';

type Routes = (typeof routes)['careCalendar'];
type Range = { storeId?: string | undefined; from: string; to: string };
type Counts = Record<FunnelStep, number>;

/** A booking or a visit within so many days of the message counts as its fruit. */
const DAYS = 30;
const FILE_ROWS = 20_000;

/**
 * One row for each reminder whose day lies in the range, with how far it came. `planned` are those whose time has come;
 * a reminder told along with another shares its message.
 */
const STEPS = `
  FROM care_item i
  LEFT JOIN message m ON m.id = i.message_id
  LEFT JOIN booking b ON b.id = (SELECT MIN(x.id) FROM booking x
    WHERE x.vehicle_id = i.vehicle_id AND x.created_at >= m.sent_at
      AND x.created_at < m.sent_at + INTERVAL ${DAYS} DAY)
  LEFT JOIN visit v ON v.id = (SELECT MIN(y.id) FROM visit y
    WHERE y.vehicle_id = i.vehicle_id AND y.arrived_at >= m.sent_at
      AND y.arrived_at < m.sent_at + INTERVAL ${DAYS} DAY)
  WHERE i.store_id IN (?) AND i.not_before >= ? AND i.not_before < ? AND i.state IN ('told', 'planned', 'held', 'missed')`;
const reached: Record<FunnelStep, string> = {
  planned: '1 = 1',
  reachable: "m.id IS NOT NULL AND m.state <> 'suppressed'",
  sent: 'm.sent_at IS NOT NULL',
  opened: 'm.sent_at IS NOT NULL AND m.read_at IS NOT NULL',
  booked: 'm.sent_at IS NOT NULL AND m.read_at IS NOT NULL AND b.id IS NOT NULL',
  arrived: 'm.sent_at IS NOT NULL AND m.read_at IS NOT NULL AND b.id IS NOT NULL AND v.id IS NOT NULL',
};

interface RowOf {
  ownerId: string | null;
  ownerName: string | null;
  vehicleId: string;
  plate: string | null;
  brand: string;
  model: string;
  storeId: string;
  rule: string;
  notBefore: Date;
  messageId: string | null;
  channel: ViewOf<Routes['funnelRows']>['items'][number]['channel'];
  itemWhy: string;
  messageWhy: string | null;
  openedAt: Date | null;
  bookingId: string | null;
  visitId: string | null;
}

/** What reminders lead to: planned, reachable, sent, opened, booked, arrived; each figure down to its owners and cars. */
@Injectable()
export class CareFunnel {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly book: RuleBook,
    private readonly stores: StoreCatalog,
    private readonly audit: Audit,
  ) {}

  async run(actor: StaffActor, query: QueryOf<Routes['funnel']>): Promise<ViewOf<Routes['funnel']>> {
    const storeIds = storesOf(actor, query.storeId);
    const key = {
      rule: 'i.`rule`',
      store: 'i.store_id',
      // Monday of the week, in Shanghai.
      week: "DATE_FORMAT(DATE_SUB(DATE(i.not_before + INTERVAL 8 HOUR), INTERVAL WEEKDAY(i.not_before + INTERVAL 8 HOUR) DAY), '%Y-%m-%d')",
    }[query.by];
    const rows: ({ name: string } & Record<FunnelStep, string>)[] =
      storeIds.length === 0
        ? []
        : await this.uow.reader.query(
            `SELECT ${key} AS name, ${funnelSteps.map((step) => `SUM(${reached[step]}) AS ${step}`).join(', ')}
               ${STEPS} GROUP BY name ORDER BY planned DESC, name`,
            this.range(storeIds, query),
          );
    const labels = await this.labels(query.by, storeIds);
    const counts = rows.map((row) => ({
      ...(Object.fromEntries(funnelSteps.map((step) => [step, Number(row[step])])) as Counts),
      key: row.name,
      label: labels.get(row.name) ?? row.name,
    }));
    const total = Object.fromEntries(
      funnelSteps.map((step) => [step, counts.reduce((sum, row) => sum + row[step], 0)]),
    ) as Counts;
    return { total, rows: counts };
  }

  async rows(actor: StaffActor, query: QueryOf<Routes['funnelRows']>): Promise<ViewOf<Routes['funnelRows']>> {
    const storeIds = storesOf(actor, query.storeId);
    const { page, pageSize } = query;
    if (storeIds.length === 0) return { items: [], total: 0, page, pageSize };
    const [where, parameters] = this.where(storeIds, query);
    const [items, counts]: [Awaited<ReturnType<CareFunnel['read']>>, { n: string }[]] = await Promise.all([
      this.read(where, parameters, pageSize, (page - 1) * pageSize),
      this.uow.reader.query(`SELECT COUNT(*) AS n ${where}`, parameters),
    ]);
    return { items, total: Number(counts[0]?.n ?? 0), page, pageSize };
  }

  /** The same as a table; who took it is kept. */
  async file(actor: StaffActor, query: QueryOf<Routes['funnelFile']>): Promise<string> {
    const storeIds = storesOf(actor, query.storeId);
    const [where, parameters] = this.where(storeIds, query);
    const items = storeIds.length === 0 ? [] : await this.read(where, parameters, FILE_ROWS, 0);
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'care.funnel.export',
        text: `导出提醒漏斗明细（${items.length} 条）`,
        storeId: query.storeId ?? null,
      }),
    );
    return csvOf([
      ['日期', '车主', '车牌', '车型', '提醒', '渠道', '点开时间', '已预约', '已到店', '说明'],
      ...items.map((row) => [
        row.on,
        row.ownerName,
        row.plate ?? '',
        row.model,
        row.rule,
        row.channel ?? '',
        row.openedAt === null
          ? ''
          : `${row.openedAt.slice(0, 10)} ${shanghaiClock(Date.parse(row.openedAt))}`,
        row.bookingId === null ? '' : '是',
        row.visitId === null ? '' : '是',
        row.why,
      ]),
    ]);
  }

  private range(storeIds: readonly string[], { from, to }: Range): unknown[] {
    return [storeIds, toDate(startOfBusinessDay(from)), toDate(startOfBusinessDay(addDays(to, 1)))];
  }

  private where(
    storeIds: readonly string[],
    query: Range & { step: FunnelStep; code?: string | undefined },
  ): [string, unknown[]] {
    const code = query.code === undefined ? '' : ' AND i.`rule` = ?';
    return [
      `${STEPS} AND (${reached[query.step]})${code}`,
      [...this.range(storeIds, query), ...(query.code === undefined ? [] : [query.code])],
    ];
  }

  private async read(where: string, parameters: unknown[], limit: number, offset: number) {
    const rows: RowOf[] = await this.uow.reader.query(
      `SELECT COALESCE(m.owner_id, l.owner_id) AS ownerId, o.name AS ownerName, i.vehicle_id AS vehicleId, c.plate,
              c.brand, c.model, i.store_id AS storeId, i.\`rule\`, i.not_before AS notBefore, m.id AS messageId,
              m.channel, i.why AS itemWhy, m.why AS messageWhy, m.read_at AS openedAt, b.id AS bookingId,
              v.id AS visitId
         FROM (SELECT i.id ${where} ORDER BY i.not_before DESC, i.id DESC LIMIT ${limit} OFFSET ${offset}) page
         JOIN care_item i ON i.id = page.id
         JOIN vehicle c ON c.id = i.vehicle_id
         LEFT JOIN message m ON m.id = i.message_id
         LEFT JOIN owner_vehicle l ON l.vehicle_id = i.vehicle_id AND l.ended_at IS NULL AND l.owner_id =
           (SELECT MIN(z.owner_id) FROM owner_vehicle z
             WHERE z.vehicle_id = i.vehicle_id AND z.role = 'owner' AND z.ended_at IS NULL)
         LEFT JOIN owner o ON o.id = COALESCE(m.owner_id, l.owner_id)
         LEFT JOIN booking b ON b.id = (SELECT MIN(x.id) FROM booking x WHERE x.vehicle_id = i.vehicle_id
           AND x.created_at >= m.sent_at AND x.created_at < m.sent_at + INTERVAL ${DAYS} DAY)
         LEFT JOIN visit v ON v.id = (SELECT MIN(y.id) FROM visit y WHERE y.vehicle_id = i.vehicle_id
           AND y.arrived_at >= m.sent_at AND y.arrived_at < m.sent_at + INTERVAL ${DAYS} DAY)
        ORDER BY i.not_before DESC, i.id DESC`,
      parameters,
    );
    const table = await this.book.fresh();
    return rows.map((row) => ({
      ownerId: row.ownerId,
      ownerName: openName(row.ownerName) ?? '未登记车主',
      vehicleId: row.vehicleId,
      plate: decryptOrNull(row.plate),
      model: `${row.brand} ${row.model}`,
      code: row.rule,
      rule: table.forStore(row.storeId).get(row.rule)?.body.name ?? row.rule,
      on: dateOf(row.notBefore),
      messageId: row.messageId,
      channel: row.channel,
      why: row.messageWhy || row.itemWhy,
      openedAt: row.openedAt?.toISOString() ?? null,
      bookingId: row.bookingId,
      visitId: row.visitId,
    }));
  }

  private async labels(
    by: 'rule' | 'store' | 'week',
    storeIds: readonly string[],
  ): Promise<Map<string, string>> {
    if (by === 'week') return new Map();
    if (by === 'store')
      return new Map((await this.stores.findByIds(storeIds)).map(({ id, name }) => [id, name]));
    const table = await this.book.fresh();
    return new Map(
      storeIds.flatMap((id) =>
        [...table.forStore(id).values()].map((rule) => [rule.code, rule.body.name] as const),
      ),
    );
  }
}

const dateOf = (at: Date) => businessDate(at.getTime());
