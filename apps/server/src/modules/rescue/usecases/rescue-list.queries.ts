import { rescueFeeLabel, rescueKindLabel, rescueStateLabel, type routes } from '@cheban/contracts';
import { csvOf, formatYuan, sayFullTime } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { RescueRepository } from '../persistence/rescue.repository.js';
import { RescueViews } from './rescue-views.queries.js';

type Routes = (typeof routes)['staffRescue'];

/** Rows of one file. */
const MOST_ROWS = 10_000;
const when = (iso: string | null) => (iso === null ? '' : sayFullTime(Date.parse(iso)));

/** Calls for help of the stores, for staff. */
@Injectable()
export class RescueList {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: RescueRepository,
    private readonly views: RescueViews,
    private readonly audit: Audit,
  ) {}

  async page(actor: StaffActor, query: QueryOf<Routes['list']>): Promise<ViewOf<Routes['list']>> {
    const { page, pageSize } = query;
    const { rows, total } = await this.find(actor, query, page, pageSize);
    return { items: await this.views.forStaff(rows), total, page, pageSize };
  }

  /** The newest 10,000 as CSV; the export is audited. */
  async file(actor: StaffActor, query: QueryOf<Routes['file']>): Promise<string> {
    const { rows } = await this.find(actor, query, 1, MOST_ROWS);
    const items = await this.views.forStaff(rows);
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'rescue.export',
        text: `导出救援记录 ${items.length} 行`,
        storeId: query.storeId ?? null,
      }),
    );
    return csvOf([
      [
        '呼叫时间',
        '类型',
        '状态',
        '车主',
        '手机',
        '车牌',
        '车型',
        '距门店（公里）',
        '费用约定',
        '接单人',
        '预计到达',
        '结束时间',
        '实收（元）',
        '门店',
      ],
      ...items.map((row) => [
        when(row.calledAt),
        rescueKindLabel[row.kind],
        rescueStateLabel[row.state],
        row.ownerName,
        row.phoneMasked ?? '',
        row.plate ?? '',
        row.model,
        row.distanceKm === null ? '' : String(row.distanceKm),
        rescueFeeLabel[row.fee],
        row.takenByName ?? '',
        when(row.etaAt),
        when(row.endedAt),
        row.costFen === null ? '' : formatYuan(row.costFen),
        row.storeName,
      ]),
    ]);
  }

  private find(
    actor: StaffActor,
    { storeId, state, kind }: QueryOf<Routes['file']>,
    page: number,
    pageSize: number,
  ) {
    return this.repository.list({ storeIds: storesOf(actor, storeId), state, kind }, page, pageSize);
  }
}
