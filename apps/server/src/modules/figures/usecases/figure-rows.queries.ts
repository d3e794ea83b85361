import { type FigureRow, monthMeasureLabel, type routes } from '@cheban/contracts';
import { csvOf, formatYuan } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { decryptOrNull, openName } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { spanOf } from './month-sums.js';
import { partColumn, type RowSource, rowSources } from './row-sources.js';

type Area = typeof routes.figures;
type Asked = QueryOf<Area['rowsFile']>;

const FILE_ROWS = 20_000;
const OF_OUTPUT: readonly Asked['measure'][] = ['visits', 'mechanical', 'body'];

type RowOf = Omit<FigureRow, 'on' | 'ownerName' | 'lateMinutes' | 'paidFen'> & {
  day: string;
  ownerName: string | null;
  brand: string | null;
  lateMinutes: string | number | null;
  paidFen: string | number | null;
};

/** The very visits, ratings, cases and bookings behind a figure. */
@Injectable()
export class FigureRows {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async page(actor: StaffActor, query: QueryOf<Area['rows']>): Promise<ViewOf<Area['rows']>> {
    const { page, pageSize } = query;
    const source = this.source(actor, query);
    if (source === null) return { items: [], total: 0, page, pageSize };
    const [items, counted] = await Promise.all([
      this.read(source, pageSize, (page - 1) * pageSize),
      this.uow.read<{ n: string }>(`SELECT COUNT(*) AS n FROM ${source.from} WHERE ${source.where}`, [
        ...source.params,
      ]),
    ]);
    return { items, total: Number(counted[0]?.n ?? 0), page, pageSize };
  }

  /** The same as a table; who took it is kept. Throws STORE.NOT_FOUND. */
  async file(actor: StaffActor, query: Asked): Promise<string> {
    const source = this.source(actor, query);
    const items = source === null ? [] : await this.read(source, FILE_ROWS, 0);
    const label = monthMeasureLabel[query.measure];
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'figures.export',
        text: `导出经营看板明细：${query.month} ${label}（${items.length} 条）`,
        storeId: query.storeId ?? null,
      }),
    );
    return csvOf([
      [
        '日期',
        '门店',
        '车主',
        '车牌',
        '车型',
        '内容',
        '顾问',
        '实收（元）',
        '晚交（分钟）',
        '星级',
        '推荐分',
      ],
      ...items.map((row) => [
        row.on,
        row.storeName,
        row.ownerName,
        row.plate ?? '',
        row.model,
        row.what,
        row.advisor ?? '',
        row.paidFen === null ? '' : formatYuan(row.paidFen),
        ...[row.lateMinutes, row.stars, row.nps].map((value) => (value === null ? '' : String(value))),
      ]),
    ]);
  }

  private source(actor: StaffActor, query: Asked): RowSource | null {
    const storeIds = storesOf(actor, query.storeId);
    if (storeIds.length === 0) return null;
    const source = rowSources[query.measure](spanOf(storeIds, query.month, 1, this.clock.date()));
    if (query.by === undefined || query.part === undefined || !OF_OUTPUT.includes(query.measure))
      return source;
    return {
      ...source,
      where: `${source.where} AND ${partColumn[query.by]} = ?`,
      params: [...source.params, query.part],
    };
  }

  private async read(source: RowSource, limit: number, offset: number): Promise<FigureRow[]> {
    const rows = await this.uow.read<RowOf>(
      `SELECT x.*, DATE_FORMAT(x.day, '%Y-%m-%d') AS day, s.name AS storeName, o.name AS ownerName
         FROM (SELECT ROW_NUMBER() OVER (ORDER BY ${source.order}) AS place, ${source.columns}
                 FROM ${source.from} WHERE ${source.where} ORDER BY place LIMIT ? OFFSET ?) x
         JOIN store s ON s.id = x.storeId LEFT JOIN owner o ON o.id = x.ownerId ORDER BY x.place`,
      [...source.params, limit, offset],
    );
    return rows.map((row) => ({
      id: row.id,
      on: row.day,
      storeName: row.storeName,
      ownerId: row.ownerId,
      ownerName: openName(row.ownerName) ?? '未登记车主',
      vehicleId: row.vehicleId,
      plate: decryptOrNull(row.plate),
      model: [row.brand, row.model].filter(Boolean).join(' '),
      what: row.what,
      advisor: row.advisor || null,
      paidFen: numberOrNull(row.paidFen),
      visitId: row.visitId,
      caseId: row.caseId,
      lateMinutes: numberOrNull(row.lateMinutes),
      stars: row.stars,
      nps: row.nps,
    }));
  }
}

const numberOrNull = (value: string | number | null) => (value === null ? null : Number(value));
