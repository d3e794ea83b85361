import { type DueKind, type DueRow, dueKindLabel, dueKinds, type routes } from '@cheban/contracts';
import { addDays, businessDate, csvOf, sayDate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { BookingReader } from '../../booking/index.js';
import { DeliveryLog } from '../../messaging/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { describeDue, type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { cycleOf, personal } from '../domain/care-dues.js';
import type { EffectiveRule } from '../domain/care-rule.js';
import { kindsOf, sayDue } from '../domain/due-list.js';
import { sayChannel } from '../domain/rule-words.js';
import { type DueEntry, DueListRepository, type DueStory } from '../persistence/due-list.repository.js';
import type { DueQuestion } from '../persistence/due-list.sql.js';
import { RuleBook } from './rule-book.js';

type Routes = (typeof routes)['care'];
type Filter = QueryOf<Routes['dueFile']>;

/** Days around today that are shown when nobody asks for others; further when somebody looks for one car. */
const AROUND = 30;
const AROUND_SEARCH = 365;
const FILE_ROWS = 10_000;
const FILE_CHUNK = 500;

/** Everything that falls due of a store, when, and what became of its reminders. */
@Injectable()
export class DueList {
  constructor(
    private readonly list: DueListRepository,
    private readonly log: DeliveryLog,
    private readonly vehicles: VehicleDirectory,
    private readonly owners: OwnerDirectory,
    private readonly bookings: BookingReader,
    private readonly book: RuleBook,
    private readonly uow: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async page(actor: StaffActor, query: QueryOf<Routes['due']>): Promise<ViewOf<Routes['due']>> {
    const question = await this.questionOf(actor, query);
    const { page, pageSize } = query;
    const kinds = kindsOf(query.kind);
    const [entries, counts] = await Promise.all([
      this.list.page(kinds, question, pageSize, (page - 1) * pageSize),
      this.list.counts(question),
    ]);
    return {
      items: await this.rows(question.storeId, entries),
      total: kinds.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0),
      page,
      pageSize,
      counts: dueKinds.map((kind) => ({ kind, count: counts.get(kind) ?? 0 })),
    };
  }

  /** The list as a table, at most ten thousand rows; who took it is kept. */
  async file(actor: StaffActor, filter: Filter): Promise<string> {
    const question = await this.questionOf(actor, filter);
    const entries = await this.list.page(kindsOf(filter.kind), question, FILE_ROWS, 0);
    const rows: DueRow[] = [];
    for (let start = 0; start < entries.length; start += FILE_CHUNK)
      rows.push(...(await this.rows(question.storeId, entries.slice(start, start + FILE_CHUNK))));
    const what = filter.kind === undefined ? '到期清单' : `${dueKindLabel[filter.kind]}到期清单`;
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'care.due.export',
        text: `导出${what}（${question.from} 至 ${question.to}，${rows.length} 条）`,
        storeId: question.storeId,
      }),
    );
    return csvOf([
      ['项目', '到期日', '车主', '车牌', '车型', '依据', '提醒渠道', '提醒日期', '说明'],
      ...rows.map((row) => [
        dueKindLabel[row.kind],
        row.dueOn,
        row.ownerName,
        row.plate ?? '',
        row.model,
        row.why,
        row.message?.channel ? sayChannel(row.message.channel) : '',
        row.message ? businessDate(Date.parse(row.message.at)) : '',
        row.message?.why ?? (row.bookingId === null ? row.untold : '已预约'),
      ]),
    ]);
  }

  private async questionOf(actor: StaffActor, filter: Filter): Promise<DueQuestion> {
    const storeId = storeOf(actor, filter.storeId);
    const around = filter.q === undefined ? AROUND : AROUND_SEARCH;
    const today = this.clock.today();
    return {
      storeId,
      from: filter.from ?? addDays(filter.to ?? today, -around),
      to: filter.to ?? addDays(filter.from ?? today, around),
      cars: filter.q === undefined ? null : await this.list.find(storeId, filter.q),
    };
  }

  /** The rows of a page in a few queries, whatever its length. */
  private async rows(storeId: string, entries: readonly DueEntry[]): Promise<DueRow[]> {
    const today = this.clock.today();
    const ids = [...new Set(entries.map(({ vehicleId }) => vehicleId))];
    const [cars, people, stories, bookings, rules] = await Promise.all([
      this.vehicles.findByIds(ids),
      this.vehicles.peopleOfMany(ids),
      this.list.stories(ids),
      this.bookings.openOfVehicles(ids),
      this.book.forStore(storeId),
    ]);
    const ownerIds = [...people.values()].flat().map(({ ownerId }) => ownerId);
    const [owners, accounts, messages] = await Promise.all([
      this.owners.findByIds(ownerIds),
      this.owners.accountsOfMany(ownerIds),
      this.log.byIds(stories.flatMap(({ messageId }) => messageId ?? [])),
    ]);
    return entries.flatMap((entry) => {
      const car = cars.get(entry.vehicleId);
      if (!car) return [];
      const rule = rules.get(entry.kind);
      const around = people.get(car.id) ?? [];
      const ownerId = entry.ownerId ?? around[0]?.ownerId ?? null;
      const told = stories.filter(
        ({ vehicleId, rule: code, cycle }) =>
          vehicleId === car.id && code === entry.kind && cycle === cycleIn(entry, car),
      );
      const message = messages.get(told.findLast(({ messageId }) => messageId !== null)?.messageId ?? '');
      const bookingId =
        rule?.facts.endsWithVisit === false
          ? null
          : (bookings.find(({ vehicleId }) => vehicleId === car.id)?.id ?? null);
      const bound = (entry.ownerId === null ? around : [{ ownerId: entry.ownerId }]).some(({ ownerId: id }) =>
        accounts.has(id),
      );
      return [
        {
          vehicleId: car.id,
          ownerId,
          ownerName: (ownerId !== null && owners.get(ownerId)?.name) || '未登记车主',
          plate: car.plate,
          model: `${car.brand} ${car.model}`,
          dueOn: entry.dueOn,
          kind: entry.kind,
          why: whyOf(entry, car, today),
          message: message
            ? {
                id: message.id,
                state: message.state,
                channel: message.channel,
                at: toDate(message.sentAt ?? message.notBefore).toISOString(),
                why: message.why,
              }
            : null,
          bookingId,
          untold:
            message || bookingId
              ? ''
              : untold({ dueOn: entry.dueOn, told, rule, hasPeople: ownerId !== null, bound }, today),
        },
      ];
    });
  }
}

/** How the plan names the due thing of a row (domain/care-dues). */
function cycleIn({ kind, dueOn, ownerId }: DueEntry, car: Vehicle): string {
  const named: Record<DueKind, () => string> = {
    first_service: () => cycleOf(car),
    service: () => cycleOf(car),
    insurance: () => dueOn,
    inspection: () => dueOn,
    warranty: () => car.soldOn ?? '',
    licence: () => personal(dueOn, ownerId ?? ''),
  };
  return named[kind]();
}

function whyOf({ kind, dueOn }: DueEntry, car: Vehicle, today: string): string {
  if (kind === 'first_service' || kind === 'service') return describeDue(car, today)?.why ?? '';
  return sayDue(kind, { dueOn, soldOn: car.soldOn, insurer: car.insurer }, today);
}

/** Why nobody was told: a reminder needs a person whom WeChat, or their own consent, lets us reach. */
function untold(
  row: {
    dueOn: string;
    told: readonly DueStory[];
    rule: EffectiveRule | undefined;
    hasPeople: boolean;
    bound: boolean;
  },
  today: string,
): string {
  if (!row.hasPeople) return '没有登记车主，请补全档案。';
  const ended = row.told.findLast(({ state }) => state !== 'planned');
  if (ended && ended.why !== '') return ended.why;
  if (!row.bound) return '车主还没有绑定小程序，请电话联系并邀请绑定。';
  const next = row.told.find(({ state }) => state === 'planned');
  if (next) return `计划${sayDate(businessDate(next.notBefore), today)}提醒。`;
  if (row.rule === undefined || row.rule.state === 'off') return '这类提醒没有启用。';
  if (row.rule.state === 'paused') return '这类提醒已暂停。';
  return row.dueOn < today ? '到期之前没有安排过提醒。' : '还没到提醒的日子，系统会按计划提醒。';
}
