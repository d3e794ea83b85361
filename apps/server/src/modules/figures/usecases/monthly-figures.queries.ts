import type { MonthFigures, routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { StoreCatalog } from '../../store/index.js';
import { figureNames, monthOf, shiftMonth, sumOf } from '../domain/months.js';
import { sidesOf, typeOf } from '../domain/store-type.js';
import { Loyalty } from './loyalty.queries.js';
import { monthSums, type Span, type SumRow, spanOf } from './month-sums.js';
import { partColumn, rowSources } from './row-sources.js';

type Area = typeof routes.figures;

/** Months that are shown: the asked one and a year before it, so that it stands beside its year before. */
const SHOWN_MONTHS = 13;
/** A store is sorted by three whole months against the same three a year before. */
const RECENT_MONTHS = 3;
const MOST_PARTS = 50;

/** What one kind of rows says of a store's month. */
type StoreMonth = { storeId: string; month: string } & Partial<MonthFigures>;

/** What stores achieve, month by month and side by side. */
@Injectable()
export class MonthlyFigures {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly stores: StoreCatalog,
    private readonly loyalty: Loyalty,
  ) {}

  async run(actor: StaffActor, query: QueryOf<Area['months']>): Promise<ViewOf<Area['months']>> {
    const storeIds = storesOf(actor, query.storeId);
    const running = monthOf(this.clock.today());
    const month = query.month ?? running;
    // The last of the whole months by which stores are sorted: the asked one, or the one before while it runs.
    const whole = month < running ? month : shiftMonth(running, -1);
    const first = shiftMonth(whole, 1 - RECENT_MONTHS - 12);
    const [rows, stores, firstServices] = await Promise.all([
      this.sums(spanOf(storeIds, first, 12 + RECENT_MONTHS + 1, this.clock.date())),
      this.stores.findByIds(storeIds),
      this.loyalty.firstServices(storeIds),
    ]);
    const threeFrom = (last: string) => new Set([-2, -1, 0].map((later) => shiftMonth(last, later)));
    const [recent, yearBefore] = [threeFrom(whole), threeFrom(shiftMonth(whole, -12))];
    return {
      month,
      running: month >= running,
      months: Array.from({ length: SHOWN_MONTHS }, (_, index) => {
        const at = shiftMonth(month, index + 1 - SHOWN_MONTHS);
        return { month: at, ...sumOf(rows.filter((row) => row.month === at)) };
      }),
      stores: stores.map((store) => {
        const own = rows.filter((row) => row.storeId === store.id);
        const sides = sidesOf({
          recent: sumOf(own.filter((row) => recent.has(row.month))),
          yearBefore: sumOf(own.filter((row) => yearBefore.has(row.month))),
          firstService: firstServices.get(store.id) ?? { cars: 0, hits: 0 },
        });
        return {
          storeId: store.id,
          storeName: store.name,
          ...sumOf(own.filter((row) => row.month === month)),
          sides,
          type: typeOf(sides),
        };
      }),
    };
  }

  /** The most productive kinds of work, advisors or models of a month. Throws STORE.NOT_FOUND. */
  async parts(actor: StaffActor, query: QueryOf<Area['parts']>): Promise<ViewOf<Area['parts']>> {
    const storeIds = storesOf(actor, query.storeId);
    if (storeIds.length === 0) return { items: [], others: 0 };
    const { from, where, params } = rowSources.visits(spanOf(storeIds, query.month, 1, this.clock.date()));
    const rows = await this.uow.read<Record<'part' | 'visits' | 'outputFen', string>>(
      `SELECT ${partColumn[query.by]} AS part, COUNT(*) AS visits, SUM(r.paid_fen) AS outputFen
         FROM ${from} WHERE ${where} GROUP BY part ORDER BY outputFen DESC, visits DESC, part`,
      [...params],
    );
    return {
      items: rows.slice(0, MOST_PARTS).map(({ part, visits, outputFen }) => ({
        part,
        visits: Number(visits),
        outputFen: Number(outputFen),
      })),
      others: Math.max(0, rows.length - MOST_PARTS),
    };
  }

  private async sums(span: Span): Promise<StoreMonth[]> {
    if (span.storeIds.length === 0) return [];
    const answers = await Promise.all(
      monthSums.map((statement) => this.uow.read<SumRow>(...statement(span))),
    );
    return answers.flat().map((row) => ({
      storeId: row.storeId,
      month: row.month,
      ...(Object.fromEntries(
        figureNames.flatMap((name) => (row[name] ? [[name, Number(row[name])]] : [])),
      ) as Partial<MonthFigures>),
    }));
  }
}
