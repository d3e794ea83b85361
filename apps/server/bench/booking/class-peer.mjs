// What class.signup is measured against: a sign-up with the same statements in the same transaction as ours, by hand.
import { randomBytes } from 'node:crypto';
import { ulid } from 'ulidx';
import { eventFacts, sayTime } from '../../dist/modules/activity/domain/activity-words.js';
import { reminderTimes } from '../../dist/modules/activity/domain/session-rules.js';
import { activityRules } from '../../dist/modules/care/domain/rules/activity-rules.js';
import { sayShort, sayStage } from '../../dist/modules/messaging/domain/event-words.js';
import { ROOM } from '../../dist/modules/messaging/persistence/message.repository.js';
import { app, ask, inTransaction, ownerOf } from '../peer-base.mjs';
import { select } from './entity-select.mjs';

const byId = (/** @type {string} */ entity) => select(entity, 'WHERE `id` = ? LIMIT 1');
const byIds = (/** @type {string} */ entity, rest = '') => select(entity, `WHERE \`id\` IN (?)${rest}`);
const SESSION = byId('ActivitySessionEntity');
const ACTIVITY = byId('ActivityEntity');
const SIGN_UP = byId('SignUpEntity');
const SESSIONS = byIds('ActivitySessionEntity');
const ACTIVITIES = byIds('ActivityEntity');
const STORES = byIds('StoreEntity', ' ORDER BY `code` ASC');
const MINE = select('SignUpEntity', 'WHERE `session_id` = ? AND `owner_id` = ? LIMIT 1 FOR UPDATE');
/** Whether the rules of the messages have changed since they were read. */
const STAMP = `SELECT COUNT(*) AS n, MAX(updated_at) AS at,
   SUM(CRC32(CONCAT_WS(' ', id, state, live_version, state_why))) AS \`sum\` FROM care_rule`;
const QUEUED = `SELECT s.id FROM activity_session s WHERE s.id IN (?) AND s.seats_left > 0 AND EXISTS
   (SELECT 1 FROM sign_up w WHERE w.session_id = s.id AND w.state = 'waiting' AND w.seats <= s.seats_left)`;
const INSERT = `INSERT INTO sign_up (id, session_id, store_id, owner_id, state, guests, seats, answers, token, \`round\`,
   signed_up_at, waits_since, missed, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, 0, ?, ?)
   ON DUPLICATE KEY UPDATE session_id = session_id`;
const TAKE = `UPDATE activity_session SET seats_left = seats_left - ?
   WHERE id = ? AND state = 'open' AND seats_left >= ? AND sign_up_until > ?`;
const MESSAGES = `INSERT IGNORE INTO message (id, dedupe_key, store_id, owner_id, vehicle_id, kind, class, subject_type, subject_id,
   title, body, words, page, action_label, state, channel, account_id, why, attempts, not_before, expires_at,
   claim_id, claim_until, provider_id, sent_at, read_at, created_at, channels, room) VALUES ?`;
const CHANNELS = 'subscribe,official_account,sms';
const EVENT = 'INSERT INTO outbox_event (id, type, store_id, payload, created_at, attempts) VALUES ?';
const PHOTOS =
  'SELECT id, subject_type, subject_id, width, height FROM photo WHERE subject_type IN (?) AND subject_id IN (?) ORDER BY place, id';

app.post('/api/owner/activity-sessions/:id/sign-up', async (request, reply) => {
  const ownerId = await ownerOf(request);
  const { id: sessionId } = /** @type {Record<string, string>} */ (request.params);
  const { guests } = /** @type {Record<string, any>} */ (request.body);
  const [session] = await ask(SESSION, [sessionId]);
  const [activity] = await ask(ACTIVITY, [session?.['activity_id']]);
  if (!session || !activity) throw new Error('no session');
  const storeId = session['store_id'];
  const [[store]] = await Promise.all([ask(STORES, [[storeId]]), ask(STAMP, [])]);
  const startsAt = session['starts_at'];
  const seats = guests + 1;
  const id = ulid();
  const token = randomBytes(32).toString('base64url');
  const done = await inTransaction(async (query) => {
    await query(QUEUED, [[sessionId]]);
    const now = new Date();
    const values = [
      id,
      sessionId,
      storeId,
      ownerId,
      'going',
      guests,
      seats,
      '{}',
      token,
      now,
      null,
      now,
      now,
    ];
    await query(INSERT, values);
    const [mine] = await query(MINE, [sessionId, ownerId]);
    if (mine?.['id'] !== id) return undefined;
    const taken = /** @type {any} */ (await query(TAKE, [seats, sessionId, seats, new Date()]));
    if (taken.affectedRows !== 1) {
      await query(SESSION, [sessionId]);
      return undefined;
    }
    const title = activity['title'];
    const storeName = store?.['name'];
    const place = activity['place'] || storeName;
    const storePhone = store?.['phone'];
    const facts = { title, storeName, storePhone, place, startsAt: startsAt.getTime(), guests };
    const rows = told(facts, now.getTime()).map(({ kind, key, at, said }) => {
      const words = {
        service: title,
        time: sayTime(facts.startsAt),
        store: storeName,
        note: said.note,
        edition: '1.1',
      };
      const page = `subpackages/activity/sign-up/index?id=${id}`;
      const head = [ulid(), `activity:${id}:1.1:${key}`, storeId, ownerId, null, kind, 'service'];
      const text = ['sign_up', id, said.title, said.body, JSON.stringify(words), page, '查看报名'];
      const state = ['planned', null, null, '等待发送', 0, new Date(at), startsAt];
      return [...head, ...text, ...state, null, null, null, null, null, now, CHANNELS, ROOM];
    });
    await query(MESSAGES, [rows]);
    const payload = JSON.stringify({ signUpId: id, sessionId });
    await query(EVENT, [[[ulid(), 'activity.signed-up', storeId, payload, new Date(), 0]]]);
    return id;
  });
  return done ? answer(done) : reply.code(409).send({ error: { code: 'ACTIVITY.FULL' } });
});

/** That the sign-up stands, and its reminders: kind, key, instant and words of each. */
function told(
  /** @type {import('../../dist/modules/activity/domain/activity-words.js').ActivityFacts} */ facts,
  /** @type {number} */ now,
) {
  const reminder = bodyOf('activity');
  const [first] = bodyOf('activity_signed_up').stages;
  return [
    { kind: 'activity_signed_up', key: 'signed_up', at: now, said: said(first, facts, now) },
    ...reminderTimes(facts.startsAt, now, reminder).map(({ stage, at }) => ({
      kind: 'activity_reminder',
      key: stage.offset === 0 ? 'morning' : 'day_before',
      at,
      said: said(stage, facts, at),
    })),
  ];
}

function bodyOf(/** @type {string} */ code) {
  const rule = activityRules.find((one) => one.code === code);
  if (!rule) throw new Error(`There is no rule ${code}`);
  return rule.body;
}

function said(
  /** @type {import('@cheban/contracts').CareStageBody | undefined} */ stage,
  /** @type {import('../../dist/modules/activity/domain/activity-words.js').ActivityFacts} */ facts,
  /** @type {number} */ at,
) {
  if (!stage) throw new Error('A rule has stages');
  const known = eventFacts(facts, at);
  return { ...sayStage(stage, known), note: sayShort(stage, known, '') };
}

async function answer(/** @type {string} */ id) {
  const [row = {}] = await ask(SIGN_UP, [id]);
  const [session = {}] = await ask(SESSIONS, [[row['session_id']]]);
  const activityId = session['activity_id'];
  const [[activity = {}], [store = {}], photos] = await Promise.all([
    ask(ACTIVITIES, [[activityId]]),
    ask(STORES, [[row['store_id']]]),
    ask(PHOTOS, [['activity'], [activityId]]),
  ]);
  return {
    id,
    state: row['state'],
    stateLabel: '已报名',
    activityId,
    sessionId: row['session_id'],
    kind: activity['kind'],
    title: activity['title'],
    startsAt: session['starts_at'].toISOString(),
    endsAt: session['ends_at'].toISOString(),
    storeId: row['store_id'],
    storeName: store['name'],
    storePhone: store['phone'],
    place: activity['place'] || store['name'],
    guests: row['guests'],
    token: row['token'],
    attendedAt: null,
    offerUntil: null,
    secondsLeft: null,
    ahead: null,
    canCancel: true,
    canSurvey: false,
    survey: null,
    cover: photos[0] ?? null,
    text: '名额已留好，到场出示报名码即可签到。',
  };
}
