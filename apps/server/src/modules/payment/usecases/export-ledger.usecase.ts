import { moneyAccountLabel, moneyPostingLabel, type routes } from '@cheban/contracts';
import { csvOf, formatYuan, shanghaiStamp } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { QueryOf } from '../../../platform/http/index.js';
import { StoreCatalog } from '../../store/index.js';
import { MoneyRepository } from '../persistence/money.repository.js';
import { entryFilter } from './entry-filter.js';
import { postingNumber } from './pay-numbers.js';

/** Rows of one file. More are refused, not cut off: a ledger with its end missing does not add up. */
const MOST_ROWS = 100_000;

/** The ledger as a file for the accountant. It names nobody; the export is audited. */
@Injectable()
export class ExportLedger {
  constructor(
    private readonly money: MoneyRepository,
    private readonly stores: StoreCatalog,
    private readonly uow: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** Both sides of a posting carry one 凭证号. Throws STORE.NOT_FOUND or PAY.TOO_MANY_ENTRIES. */
  async file(
    actor: StaffActor,
    query: QueryOf<(typeof routes)['staffPayment']['ledgerFile']>,
  ): Promise<string> {
    const entries = await this.money.oldestFirst(entryFilter(actor, query), MOST_ROWS + 1);
    if (entries.length > MOST_ROWS) throw new AppError('PAY.TOO_MANY_ENTRIES');
    const stores = await this.stores.findByIds(entries.map(({ storeId }) => storeId));
    const names = new Map(stores.map(({ id, name }) => [id, name]));
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'ledger.export',
        text: `导出账本 ${entries.length} 行`,
        storeId: query.storeId ?? null,
      }),
    );
    return csvOf([
      ['时间', '凭证号', '事项', '账户', '金额（元）', '门店', '微信商户单号'],
      ...entries.map((entry) => [
        shanghaiStamp(entry.at),
        entry.postingKey,
        moneyPostingLabel[entry.posting],
        moneyAccountLabel[entry.account],
        formatYuan(entry.amountFen),
        names.get(entry.storeId) ?? '',
        postingNumber(entry.postingKey, entry.payoutKey) ?? '',
      ]),
    ]);
  }
}
