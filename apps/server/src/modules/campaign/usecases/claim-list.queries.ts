import { claimStateLabel, type routes } from '@cheban/contracts';
import { csvOf, formatYuan, maskPhone, shanghaiStamp } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { prizeText } from '../domain/campaign-words.js';
import { CampaignRepository } from '../persistence/campaign.repository.js';
import { ClaimFigures, type Winner } from '../persistence/claim-figures.repository.js';
import { owned, seen } from './campaign-scope.js';

type Routes = (typeof routes)['staffCampaign'];
type Row = ViewOf<Routes['claims']>['items'][number];

/** Rows of one file; kept for the tax office too. */
const MOST_ROWS = 100_000;
const PAGE = 1_000;

/** Who won what, for staff: a list and a file. */
@Injectable()
export class ClaimList {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly campaigns: CampaignRepository,
    private readonly figures: ClaimFigures,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly audit: Audit,
  ) {}

  async page(
    actor: StaffActor,
    id: string,
    query: QueryOf<Routes['claims']>,
  ): Promise<ViewOf<Routes['claims']>> {
    seen(actor, await this.campaigns.findById(id));
    const { page, pageSize } = query;
    const found = await this.figures.list(id, actor.storeIds, query, pageSize, (page - 1) * pageSize);
    return { items: await this.rows(found.winners), total: found.total, page, pageSize };
  }

  /** All of a campaign as CSV; the export is audited. */
  async file(actor: StaffActor, id: string): Promise<string> {
    const campaign = owned(actor, await this.campaigns.findById(id));
    const rows: Row[] = [];
    for (let offset = 0; offset < MOST_ROWS; offset += PAGE) {
      const { winners } = await this.figures.list(id, actor.storeIds, {}, PAGE, offset);
      rows.push(...(await this.rows(winners)));
      if (winners.length < PAGE) break;
    }
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'campaign.export',
        text: `导出活动“${campaign.plan.title}”中奖名单 ${rows.length} 人`,
        subjectId: id,
        storeId: campaign.plan.storeIds[0] ?? null,
      }),
    );
    return csvOf([
      ['中奖时间', '波次', '姓名', '手机', '门店', '奖品', '金额（元）', '状态'],
      ...rows.map((row) => [
        shanghaiStamp(Date.parse(row.wonAt)),
        String(row.wave),
        row.ownerName,
        row.phoneMasked ?? '',
        row.storeName,
        row.prizeText,
        formatYuan(row.amountFen),
        row.stateLabel,
      ]),
    ]);
  }

  private async rows(winners: readonly Winner[]): Promise<Row[]> {
    const ids = winners.map(({ ownerId }) => ownerId);
    const [owners, phones, stores] = await Promise.all([
      this.owners.findByIds(ids),
      this.owners.phonesOf(ids),
      this.stores.findByIds(winners.map(({ storeId }) => storeId)),
    ]);
    const names = new Map(stores.map(({ id, name }) => [id, name]));
    return winners.map((winner) => {
      const phone = phones.get(winner.ownerId)?.();
      const { id, wave, ownerId, kind, amountFen, state } = winner;
      return {
        id,
        wave,
        ownerId,
        ownerName: owners.get(ownerId)?.name ?? '',
        phoneMasked: phone === undefined ? null : maskPhone(phone),
        storeName: names.get(winner.storeId) ?? '',
        kind,
        prizeText: prizeText(kind, winner.prizeName, amountFen),
        amountFen,
        state,
        stateLabel: claimStateLabel[state],
        wonAt: toDate(winner.wonAt).toISOString(),
      };
    });
  }
}
