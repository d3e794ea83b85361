import { type routes } from '@cheban/contracts';
import {
  addDays,
  atShanghai,
  businessDate,
  csvOf,
  holidayName,
  isMakeUpWorkday,
  shanghaiClock,
} from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { invalidField } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { sayChannel } from '../domain/rule-words.js';
import { CareForecast, type ForecastRow } from './care-forecast.queries.js';

type Routes = (typeof routes)['careCalendar'];

/** The plan reaches this far; beyond it nothing could be shown. */
const AHEAD_DAYS = 31;

/** The send calendar: the days to come as the machinery will work them off. */
@Injectable()
export class CareCalendar {
  constructor(
    private readonly forecast: CareForecast,
    private readonly uow: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async month(actor: StaffActor, query: QueryOf<Routes['month']>): Promise<ViewOf<Routes['month']>> {
    const storeId = storeOf(actor, query.storeId);
    const today = this.clock.today();
    const from = this.within(query.from ?? today);
    const last = [addDays(from, query.days - 1), addDays(today, AHEAD_DAYS - 1)].sort()[0] ?? from;
    const rows = await this.forecast.until({ storeId }, endOf(last));
    const days = [];
    for (let on = from; on <= last; on = addDays(on, 1)) {
      const mine = rows.filter(({ at }) => businessDate(at) === on);
      const told = mine.filter(({ outcome }) => outcome === 'told');
      const count = (name: ForecastRow['class']) => told.filter((row) => row.class === name).length;
      days.push({
        on,
        service: count('service'),
        care: count('care'),
        marketing: count('marketing'),
        told: told.length,
        held: mine.length - told.length,
        holiday: isMakeUpWorkday(on) ? '调休上班' : holidayName(on),
      });
    }
    return { today, days };
  }

  async day(actor: StaffActor, query: QueryOf<Routes['day']>): Promise<ViewOf<Routes['day']>> {
    const { page, pageSize, outcome } = query;
    const rows = await this.rowsOf(storeOf(actor, query.storeId), query.on, query.code);
    const told = rows.filter((row) => row.outcome === 'told');
    const held = rows.filter((row) => row.outcome === 'held');
    const shown = outcome === 'told' ? told : held;
    return {
      items: shown.slice((page - 1) * pageSize, page * pageSize).map(view),
      total: shown.length,
      page,
      pageSize,
      told: told.length,
      held: held.length,
    };
  }

  /** The day as a table; who took it is kept. */
  async file(actor: StaffActor, query: QueryOf<Routes['dayFile']>): Promise<string> {
    const storeId = storeOf(actor, query.storeId);
    const rows = (await this.rowsOf(storeId, query.on, query.code)).filter(
      ({ outcome }) => outcome === query.outcome,
    );
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'care.calendar.export',
        text: `导出 ${query.on} 的提醒日历（${rows.length} 条）`,
        storeId,
      }),
    );
    return csvOf([
      ['时间', '车主', '车牌', '车型', '提醒', '渠道', '标题', '内容', '说明'],
      ...rows.map((row) => [
        shanghaiClock(row.at),
        row.ownerName,
        row.plate ?? '',
        row.model,
        row.rules.map(({ body }) => body.name).join('、'),
        row.channel === null ? '' : sayChannel(row.channel),
        row.title,
        row.text,
        row.why,
      ]),
    ]);
  }

  /** Everything of one day of a store, told or held. Throws REQUEST.INVALID for a day beyond the plan. */
  async rowsOf(storeId: string, on: string, code?: string): Promise<ForecastRow[]> {
    const rows = await this.forecast.until({ storeId }, endOf(this.within(on)));
    return rows.filter(
      (row) =>
        businessDate(row.at) === on && (code === undefined || row.rules.some((rule) => rule.code === code)),
    );
  }

  private within(on: string): string {
    const today = this.clock.today();
    if (on < today || on >= addDays(today, AHEAD_DAYS))
      throw invalidField('on', '可以查看今天起 31 天内的安排');
    return on;
  }
}

const endOf = (on: string) => atShanghai(addDays(on, 1), '00:00');

function view(row: ForecastRow): ViewOf<Routes['day']>['items'][number] {
  return {
    ownerId: row.ownerId,
    ownerName: row.ownerName,
    vehicleId: row.vehicleId,
    plate: row.plate,
    model: row.model,
    class: row.class,
    rules: row.rules.map(({ code, body }) => ({ code, name: body.name, kind: body.kind })),
    channel: row.channel,
    at: toDate(row.at).toISOString(),
    title: row.title,
    text: row.text,
    why: row.why,
    againAt: row.againAt === null ? null : toDate(row.againAt).toISOString(),
  };
}
