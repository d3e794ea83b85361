import {
  type BalancesView,
  type DifferenceView,
  differenceKindLabel,
  differenceStateLabel,
  type MoneyEntryView,
  moneyAccountLabel,
  moneyAccounts,
  moneyPostingLabel,
  type routes,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { ensureStore, type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { differenceText, sidesOf } from '../domain/difference-words.js';
import { type Difference, DifferenceRepository } from '../persistence/difference.repository.js';
import { type MoneyEntry, MoneyRepository } from '../persistence/money.repository.js';
import { PayRefundRepository } from '../persistence/pay-refund.repository.js';
import { entryFilter } from './entry-filter.js';

const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** The ledger, the differences and the runs that look for them, as staff see them. */
@Injectable()
export class MoneyViews {
  constructor(
    private readonly money: MoneyRepository,
    private readonly differenceRows: DifferenceRepository,
    private readonly refunds: PayRefundRepository,
    private readonly stores: StoreCatalog,
    private readonly advisors: Advisors,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async entries(
    actor: StaffActor,
    query: QueryOf<typeof routes.staffPayment.ledger>,
  ): Promise<ViewOf<typeof routes.staffPayment.ledger>> {
    const { page, pageSize, ...filter } = query;
    const { entries, total } = await this.money.page(entryFilter(actor, filter), page, pageSize);
    return { items: await this.views(entries), total, page, pageSize };
  }

  /** Throws STORE.NOT_FOUND. */
  async balances(actor: StaffActor, storeId: string | undefined): Promise<BalancesView> {
    const storeIds = storesOf(actor, storeId);
    const [sums, openDifferences, waiting, comparedAt] = await Promise.all([
      this.money.balances({ storeIds }),
      this.differenceRows.open(storeIds),
      this.refunds.page(storeIds, 'waiting', 1, 1),
      this.differenceRows.lastRunAt(),
    ]);
    return {
      accounts: moneyAccounts.map((account) => ({
        account,
        label: moneyAccountLabel[account],
        fen: sums.get(account) ?? 0,
      })),
      sumFen: [...sums.values()].reduce((sum, fen) => sum + fen, 0),
      openDifferences,
      waitingRefunds: waiting.total,
      comparedAt: isoOrNull(comparedAt),
    };
  }

  async ofSubject(subjectId: string): Promise<MoneyEntryView[]> {
    return this.views(await this.money.ofSubject(subjectId));
  }

  async ofPayout(payoutId: string): Promise<MoneyEntryView[]> {
    return this.views(await this.money.ofKeys(`payout:${payoutId}:`));
  }

  /** Throws STORE.NOT_FOUND. */
  async differences(
    actor: StaffActor,
    query: QueryOf<typeof routes.staffPayment.differences>,
  ): Promise<ViewOf<typeof routes.staffPayment.differences>> {
    const { page, pageSize, storeId, state } = query;
    const found = await this.differenceRows.page(storesOf(actor, storeId), state, page, pageSize);
    return { items: await this.differenceViews(found.differences), total: found.total, page, pageSize };
  }

  /** Throws REQUEST.NOT_FOUND. */
  async difference(actor: StaffActor, id: string): Promise<DifferenceView> {
    const difference = await this.differenceRows.findById(id);
    if (!difference) throw notFound();
    ensureStore(actor, difference.storeId);
    const [view] = await this.differenceViews([difference]);
    if (!view) throw notFound();
    return view;
  }

  async runs(
    query: QueryOf<typeof routes.staffPayment.runs>,
  ): Promise<ViewOf<typeof routes.staffPayment.runs>> {
    const { runs, total } = await this.differenceRows.runs(query.page, query.pageSize);
    return {
      items: runs.map((run) => ({
        id: run.id,
        startedAt: iso(run.startedAt),
        endedAt: isoOrNull(run.endedAt),
        checked: run.checked,
        differences: run.differences,
        unanswered: run.unanswered,
        text: runText(run),
      })),
      total,
      ...query,
    };
  }

  private async views(entries: readonly MoneyEntry[]): Promise<MoneyEntryView[]> {
    const stores = await this.stores.findByIds(entries.map(({ storeId }) => storeId));
    const names = new Map(stores.map(({ id, name }) => [id, name]));
    return entries.map((entry) => ({
      id: entry.id,
      at: iso(entry.at),
      account: entry.account,
      accountLabel: moneyAccountLabel[entry.account],
      posting: entry.posting,
      postingLabel: moneyPostingLabel[entry.posting],
      amountFen: entry.amountFen,
      storeId: entry.storeId,
      storeName: names.get(entry.storeId) ?? '',
      subjectType: entry.subjectType,
      subjectId: entry.subjectId,
    }));
  }

  private async differenceViews(differences: readonly Difference[]): Promise<DifferenceView[]> {
    const stores = await this.stores.findByIds(differences.map(({ storeId }) => storeId));
    const names = new Map(stores.map(({ id, name }) => [id, name]));
    const people = await this.advisors.names(
      differences.flatMap(({ seenBy, settledBy }) => [seenBy, settledBy]),
    );
    return differences.map((difference) => ({
      id: difference.id,
      kind: difference.kind,
      kindLabel: differenceKindLabel[difference.kind],
      storeId: difference.storeId,
      storeName: names.get(difference.storeId) ?? '',
      subjectId: difference.subjectId,
      number: difference.number,
      text: differenceText(difference.kind, difference),
      ...sidesOf(difference.kind, difference),
      oursFen: difference.oursFen,
      theirsFen: difference.theirsFen,
      state: difference.state,
      stateLabel: differenceStateLabel[difference.state],
      foundAt: iso(difference.foundAt),
      seenBy: people.get(difference.seenBy ?? '') ?? null,
      settledBy: people.get(difference.settledBy ?? '') ?? null,
      note: difference.note,
    }));
  }
}

function runText(run: {
  endedAt: number | null;
  checked: number;
  differences: number;
  unanswered: number;
}): string {
  if (run.endedAt === null) return '正在对账';
  const rest = run.unanswered > 0 ? `，${run.unanswered} 笔未得到答复，下次再对` : '';
  return run.differences === 0
    ? `核对 ${run.checked} 笔，全部一致${rest}`
    : `核对 ${run.checked} 笔，${run.differences} 笔有差异${rest}`;
}
