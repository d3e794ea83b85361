import {
  type BookingState,
  bookingStateLabel,
  type CaseState,
  type Channel,
  caseStateLabel,
  channelLabel,
  type FollowUpKind,
  type FollowUpOutcome,
  followUpKindLabel,
  followUpOutcomeLabel,
  type MessageState,
  type RescueKind,
  type RescueState,
  rescueKindLabel,
  rescueStateLabel,
  type TimelineItem,
  type timelineKinds,
  type VisitStep,
  visitStepLabel,
} from '@cheban/contracts';
import { businessDate, DAY_MS, formatYuan, sayDateTime, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { decryptOrNull } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { ELSEWHERE } from '../../vehicle/index.js';
import { OwnerScope } from './owner-scope.js';

type Kind = (typeof timelineKinds)[number];

interface Row {
  id: string;
  at: Date;
  plate: string | null;
  a: string | null;
  b: string | null;
  c: string | null;
  n: number | string | null;
  when: Date | null;
}

/** Common columns of every source: id, at, plate, a, b, c, n, when. `?` are owner, latest instant (for service records: latest business date), limit. */
const sources: Record<Kind, string> = {
  service: `SELECT r.id, TIMESTAMP(r.visited_on) AS at, v.plate, r.kind AS a, r.advisor_name AS b, NULL AS c, r.paid_fen AS n, NULL AS \`when\`
    FROM owner_vehicle l JOIN service_record r ON r.vehicle_id = l.vehicle_id JOIN vehicle v ON v.id = r.vehicle_id
    WHERE l.owner_id = ? AND r.visit_id IS NULL AND r.visited_on <= ? ORDER BY r.visited_on DESC, r.id DESC LIMIT ?`,
  booking: `SELECT b.id, b.created_at AS at, v.plate, b.state AS a, s.name AS b, b.cancel_reason AS c, NULL AS n, b.starts_at AS \`when\`
    FROM booking b JOIN vehicle v ON v.id = b.vehicle_id JOIN service_item s ON s.id = b.service_id
    WHERE b.owner_id = ? AND b.created_at <= ? ORDER BY b.created_at DESC, b.id DESC LIMIT ?`,
  visit: `SELECT t.id, t.arrived_at AS at, v.plate, t.step AS a, t.service_name AS b, NULL AS c, w.paid_fen AS n, t.handed_over_at AS \`when\`
    FROM visit t JOIN vehicle v ON v.id = t.vehicle_id LEFT JOIN work_order w ON w.visit_id = t.id
    WHERE t.owner_id = ? AND t.arrived_at <= ? ORDER BY t.arrived_at DESC, t.id DESC LIMIT ?`,
  message: `SELECT m.id, m.created_at AS at, v.plate, m.state AS a, m.title AS b, CONCAT_WS('\\n', COALESCE(m.channel, ''), m.why, m.body, CONCAT('车主答复：', x.text)) AS c, NULL AS n, m.not_before AS \`when\`
    FROM message m LEFT JOIN vehicle v ON v.id = m.vehicle_id LEFT JOIN care_answer x ON x.message_id = m.id
    WHERE m.owner_id = ? AND m.created_at <= ? ORDER BY m.created_at DESC, m.id DESC LIMIT ?`,
  rating: `SELECT r.visit_id AS id, r.at, v.plate, r.text AS a, NULL AS b, r.nps AS c, r.stars AS n, NULL AS \`when\`
    FROM rating r JOIN visit t ON t.id = r.visit_id JOIN vehicle v ON v.id = t.vehicle_id
    WHERE r.owner_id = ? AND r.at <= ? ORDER BY r.at DESC LIMIT ?`,
  case: `SELECT c.id, c.opened_at AS at, v.plate, c.state AS a, c.title AS b, c.close_reason AS c, NULL AS n, c.closed_at AS \`when\`
    FROM complaint_case c LEFT JOIN vehicle v ON v.id = c.vehicle_id
    WHERE c.owner_id = ? AND c.opened_at <= ? ORDER BY c.opened_at DESC LIMIT ?`,
  rescue: `SELECT c.id, c.created_at AS at, v.plate, c.kind AS a, c.state AS b, c.reason AS c, c.cost_fen AS n, c.ended_at AS \`when\`
    FROM rescue_call c LEFT JOIN vehicle v ON v.id = c.vehicle_id
    WHERE c.owner_id = ? AND c.created_at <= ? ORDER BY c.created_at DESC, c.id DESC LIMIT ?`,
  consent: `SELECT g.id, g.at, NULL AS plate, g.version AS a, NULL AS b, NULL AS c, g.granted AS n, NULL AS \`when\`
    FROM account x JOIN consent_log g ON g.account_id = x.id
    WHERE x.owner_id = ? AND g.at <= ? ORDER BY g.at DESC LIMIT ?`,
  call: `SELECT t.id, a.at, v.plate, a.outcome AS a, t.kind AS b, a.note AS c, NULL AS n, a.next_at AS \`when\`
    FROM follow_up_task t JOIN follow_up_attempt a ON a.task_id = t.id LEFT JOIN vehicle v ON v.id = t.vehicle_id
    WHERE t.owner_id = ? AND a.at <= ? ORDER BY a.at DESC, a.number DESC LIMIT ?`,
};

const YEAR_MS = 366 * DAY_MS;

function readCursor(cursor: string | undefined): { at: number; shown: number } | null {
  const match = /^(\d{1,15})\.(\d{1,4})$/.exec(cursor ?? '');
  return match ? { at: Number(match[1]), shown: Number(match[2]) } : null;
}

/** One timeline of an owner and their cars with everything that happened, newest first. */
@Injectable()
export class Timeline {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OwnerScope,
    private readonly clock: Clock,
  ) {}

  /**
   * `cursor` is the instant of the last item and how many items of that very instant were shown: things written in
   * one transaction share their instant and must not fall between two pages.
   */
  async run(
    actor: StaffActor,
    ownerId: string,
    query: { kind?: Kind | undefined; cursor?: string | undefined; limit: number },
  ): Promise<{ items: TimelineItem[]; nextCursor: string | null }> {
    await this.scope.ensure(actor, ownerId);
    const { at: from, shown } = readCursor(query.cursor) ?? { at: this.clock.now() + YEAR_MS, shown: 0 };
    const kinds = query.kind ? [query.kind] : (Object.keys(sources) as Kind[]);
    const wanted = query.limit + shown + 1;
    const lists = await Promise.all(
      kinds.map(async (kind) => {
        const until = kind === 'service' ? businessDate(from) : toDate(from);
        const rows: Row[] = await this.uow.reader.query(sources[kind], [ownerId, until, wanted]);
        return rows.map((row) => this.item(kind, row));
      }),
    );
    const all = lists
      .flat()
      .sort(
        (a, b) =>
          b.at.localeCompare(a.at) ||
          a.kind.localeCompare(b.kind) ||
          (a.refId ?? '').localeCompare(b.refId ?? ''),
      )
      .slice(shown);
    const page = all.slice(0, query.limit);
    const last = page[page.length - 1];
    if (all.length <= query.limit || !last) return { items: page, nextCursor: null };
    const lastAt = Date.parse(last.at);
    const same = page.filter((item) => item.at === last.at).length + (lastAt === from ? shown : 0);
    return { items: page, nextCursor: `${lastAt}.${same}` };
  }

  private item(kind: Kind, row: Row): TimelineItem {
    // Service records know a day, not a time: they stand at the start of that business day.
    const at = kind === 'service' ? toDate(startOfBusinessDay(row.at.toISOString().slice(0, 10))) : row.at;
    const base = {
      kind,
      refId: row.id,
      at: at.toISOString(),
      plate: decryptOrNull(row.plate),
      message: null,
      booking: null,
    };
    return { ...base, ...words[kind](row, this.clock.now()) };
  }
}

type Words = Pick<TimelineItem, 'title' | 'text'> & Partial<Pick<TimelineItem, 'message' | 'booking'>>;

const words: Record<Kind, (row: Row, now: number) => Words> = {
  service: (row) => ({
    title: row.a === ELSEWHERE ? ELSEWHERE : `进厂${row.a ?? ''}`,
    text:
      row.a === ELSEWHERE
        ? '车主告知'
        : [`实付 ¥${formatYuan(Number(row.n ?? 0))}`, row.b ? `顾问 ${row.b}` : '']
            .filter(Boolean)
            .join(' · '),
  }),
  booking: (row, now) => ({
    title: `预约 ${row.b ?? ''} · ${bookingStateLabel[row.a as BookingState]}`,
    text: [row.when ? `到店 ${sayDateTime(row.when.getTime(), now)}` : '', row.c ? `原因：${row.c}` : '']
      .filter(Boolean)
      .join(' · '),
    booking: { state: row.a as BookingState },
  }),
  visit: (row, now) => ({
    title: `到店 ${row.b ?? ''} · ${visitStepLabel[row.a as VisitStep]}`,
    text: [
      row.n === null ? '' : `实付 ¥${formatYuan(Number(row.n))}`,
      row.when ? `交车 ${sayDateTime(row.when.getTime(), now)}` : '',
    ]
      .filter(Boolean)
      .join(' · '),
  }),
  message: (row) => {
    const [channel, why = '', ...body] = (row.c ?? '').split('\n');
    return {
      title: `${row.b ?? ''}${channel ? ` · ${channelLabel[channel as Channel]}` : ''}`,
      text: body.join('\n'),
      message: { state: row.a as MessageState, channel: channel ? (channel as Channel) : null, why },
    };
  },
  rating: (row) => ({
    title: `评价 ${row.n} 星${row.c === null ? '' : ` · 推荐意愿 ${row.c}`}`,
    text: row.a ?? '',
  }),
  case: (row) => ({
    title: `投诉 · ${caseStateLabel[row.a as CaseState]}`,
    text: [row.b ?? '', row.c ? `结案：${row.c}` : ''].filter(Boolean).join(' · '),
  }),
  rescue: (row, now) => ({
    title: `救援 ${rescueKindLabel[row.a as RescueKind]} · ${rescueStateLabel[row.b as RescueState]}`,
    text: [
      row.c ? `原因：${row.c}` : '',
      row.n === null ? '' : `费用 ¥${formatYuan(Number(row.n))}`,
      row.when ? `${sayDateTime(row.when.getTime(), now)} 结束` : '',
    ]
      .filter(Boolean)
      .join(' · '),
  }),
  consent: (row) => ({ title: row.n ? '同意隐私保护指引' : '撤回隐私授权', text: `版本 ${row.a ?? ''}` }),
  call: (row, now) => ({
    title: `${followUpKindLabel[row.b as FollowUpKind]} · ${followUpOutcomeLabel[row.a as FollowUpOutcome]}`,
    text: [row.c ?? '', row.when ? `下次 ${sayDateTime(row.when.getTime(), now)}` : '']
      .filter(Boolean)
      .join(' · '),
  }),
};
