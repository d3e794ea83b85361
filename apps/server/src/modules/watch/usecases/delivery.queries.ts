import {
  type Channel,
  channelLabel,
  type DeliveryDetail,
  type DeliveryRow,
  type MessageClass,
  type MessageKind,
  type MessageState,
  type routes,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { ensureStore } from '../../../platform/auth/index.js';
import { decryptOrNull, openName } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { RuleBook } from '../../care/index.js';
import { codeIn, explainCode, repeatedId, repeatKey, whyNotAgain } from '../../messaging/index.js';
import { DeliveryFilters, type FilterSql } from './delivery-filter.js';

type List = (typeof routes)['care']['messages'];
type Attempt = DeliveryDetail['timeline'][number];

/** Totals are counted up to here; nobody pages further. */
const COUNT_LIMIT = 10_000;
/** States in which a provider's last word is worth an advice. */
const UNHAPPY: readonly MessageState[] = ['failed', 'unknown', 'held', 'delivered'];

export interface LogRow {
  id: string;
  dedupe_key: string;
  store_id: string;
  store_name: string;
  owner_id: string;
  owner_name: string | null;
  vehicle_id: string | null;
  plate: string | null;
  kind: MessageKind;
  class: MessageClass;
  title: string;
  body: string;
  page: string | null;
  action_label: string | null;
  state: MessageState;
  channel: Channel | null;
  why: string;
  attempts: number;
  not_before: Date;
  expires_at: Date;
  sent_at: Date | null;
  read_at: Date | null;
  created_at: Date;
}

const SELECT = `SELECT m.id, m.dedupe_key, m.store_id, s.name AS store_name, m.owner_id, o.name AS owner_name,
    m.vehicle_id, v.plate, m.kind, m.class, m.title, m.body, m.page, m.action_label, m.state, m.channel, m.why,
    m.attempts, m.not_before, m.expires_at, m.sent_at, m.read_at, m.created_at
  FROM message m JOIN store s ON s.id = m.store_id
  LEFT JOIN owner o ON o.id = m.owner_id LEFT JOIN vehicle v ON v.id = m.vehicle_id`;

/** The delivery log: what became of every message, by which tries, and what a person may do about it. */
@Injectable()
export class DeliveryQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly filters: DeliveryFilters,
    private readonly rules: RuleBook,
  ) {}

  async page(actor: StaffActor, query: QueryOf<List>): Promise<ViewOf<List>> {
    const { page, pageSize, ...filter } = query;
    const sql = await this.filters.sql(actor, filter);
    if (sql === null) return { items: [], total: 0, page, pageSize };
    const [rows, counts]: [LogRow[], { n: string }[]] = await Promise.all([
      this.rows(sql, pageSize, (page - 1) * pageSize),
      this.uow.reader.query(
        `SELECT COUNT(*) AS n FROM (SELECT 1 FROM message m WHERE ${sql.where} LIMIT ${COUNT_LIMIT}) counted`,
        sql.values,
      ),
    ]);
    return { items: rows.map(rowView), total: Number(counts[0]?.n ?? 0), page, pageSize };
  }

  /** Newest first; the ids are found by index alone, then joined. */
  async rows({ where, values }: FilterSql, limit: number, offset: number): Promise<LogRow[]> {
    return this.uow.reader.query(
      `${SELECT} JOIN (SELECT m.id FROM message m WHERE ${where} ORDER BY m.id DESC LIMIT ? OFFSET ?) few
         ON few.id = m.id ORDER BY m.id DESC`,
      [...values, limit, offset],
    );
  }

  /** Throws REQUEST.NOT_FOUND for foreign and missing messages alike. */
  async detail(actor: StaffActor, id: string): Promise<DeliveryDetail> {
    const [row]: LogRow[] = await this.uow.reader.query(`${SELECT} WHERE m.id = ?`, [id]);
    if (!row) throw notFound();
    ensureStore(actor, row.store_id);
    const [timeline, items, repeats]: [
      { at: Date; channel: Channel; outcome: Attempt['outcome']; code: string | null }[],
      { rule: string }[],
      { id: string }[],
    ] = await Promise.all([
      this.uow.reader.query(
        'SELECT `at`, channel, outcome, code FROM message_attempt WHERE message_id = ? ORDER BY id',
        [id],
      ),
      this.uow.reader.query(
        'SELECT `rule` FROM care_item WHERE vehicle_id = ? AND message_id = ? ORDER BY id LIMIT 1',
        [row.vehicle_id ?? '', id],
      ),
      this.uow.reader.query('SELECT id FROM message WHERE dedupe_key = ?', [repeatKey(id)]),
    ]);
    const repeatedBy = repeats[0]?.id ?? null;
    return {
      ...rowView(row),
      storeName: row.store_name,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      page: row.page,
      actionLabel: row.action_label,
      rule: items[0] ? await this.ruleOf(row.store_id, items[0].rule) : null,
      timeline: timeline.map(attemptView),
      resendBlocked: repeatedBy === null ? whyNotAgain(row) : '已经有人重发过了。',
      repeats: repeatedId(row.dedupe_key),
      repeatedBy,
    };
  }

  private async ruleOf(storeId: string, code: string): Promise<{ code: string; name: string }> {
    const rule = (await this.rules.forStore(storeId)).get(code);
    return { code, name: rule?.body.name ?? code };
  }
}

export function rowView(row: LogRow): DeliveryRow {
  const code = UNHAPPY.includes(row.state) ? codeIn(row.why) : null;
  return {
    id: row.id,
    kind: row.kind,
    class: row.class,
    storeId: row.store_id,
    ownerId: row.owner_id,
    ownerName: openName(row.owner_name) ?? '已删除的车主',
    plate: decryptOrNull(row.plate),
    title: row.title,
    body: row.body,
    state: row.state,
    channel: row.channel,
    why: row.why,
    advice: code === null ? '' : explainCode(code).advice,
    attempts: row.attempts,
    notBefore: row.not_before.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    openedAt: row.read_at?.toISOString() ?? null,
  };
}

const OUTCOME: Record<Attempt['outcome'], string> = {
  accepted: '渠道已受理，等待送达结果。',
  delivered: '已送达。',
  failed: '没有成功。',
  unknown: '没有得到结果，可能已送达。',
  skipped: '没有走这个渠道。',
};

function attemptView(row: {
  at: Date;
  channel: Channel;
  outcome: Attempt['outcome'];
  code: string | null;
}): Attempt {
  const why = row.code === null ? null : explainCode(row.code);
  return {
    at: row.at.toISOString(),
    channel: row.channel,
    channelLabel: channelLabel[row.channel],
    outcome: row.outcome,
    code: row.code,
    text: `${OUTCOME[row.outcome]}${why?.text ?? ''}`,
    advice: why?.advice ?? '',
  };
}
