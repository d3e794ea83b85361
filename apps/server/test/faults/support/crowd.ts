/** Many people and messages at once, by bulk statements: fault tests want thousands within seconds. */
import { privacyVersion } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { fieldCipher } from '../../../src/platform/crypto/index.js';
import { newId } from '../../../src/platform/database/index.js';
import type { TestStore } from '../../support/factories.js';
import { installTemplates } from '../../support/sending.js';
import type { World } from '../../support/world.js';
import { marked } from './books.js';

const ROWS_A_STATEMENT = 1_000;
/** What everybody has of the visit template, at the provider and in our books. */
const CREDITS = 3;

export interface CrowdMember {
  ownerId: string;
  accountId: string;
  openid: string;
  phone: string;
  /** Follows the official account. */
  official: boolean;
}

let counter = 0;

/**
 * People with a WeChat account and consent. Odd ones can be reached by subscribe message (three credits), even ones by
 * the official account; `follow` makes everybody a follower.
 */
export async function makeCrowd(
  world: World,
  size: number,
  { follow = false }: { follow?: boolean } = {},
): Promise<CrowdMember[]> {
  const cipher = fieldCipher();
  const now = world.clock.date();
  const crowd = Array.from({ length: size }, () => {
    counter += 1;
    return {
      ownerId: newId(world.clock),
      accountId: newId(world.clock),
      openid: `crowd-${counter}`,
      phone: `135${String(counter).padStart(8, '0')}`,
      subscriber: counter % 2 === 1,
      official: follow || counter % 2 === 0,
    };
  });
  await inParts(crowd, (part) =>
    world.rows(
      `INSERT INTO owner (id, name, sex, phone, phone_index, phone_tail, created_at, updated_at) VALUES ?`,
      [
        part.map(({ ownerId, phone }) => [
          ownerId,
          '张三',
          'unknown',
          cipher.encrypt(phone),
          cipher.index('phone', phone),
          cipher.tailIndex('phone', phone),
          now,
          now,
        ]),
      ],
    ),
  );
  await inParts(crowd, (part) =>
    world.rows(
      `INSERT INTO account (id, owner_id, mini_openid, mini_index, official_openid, official_index, follower,
         consent_version, consent_at, created_at, last_seen_at) VALUES ?`,
      [
        part.map(({ accountId, ownerId, openid, official }) => [
          accountId,
          ownerId,
          cipher.encrypt(openid),
          cipher.index('mini', openid),
          official ? cipher.encrypt(`oa-${openid}`) : null,
          official ? cipher.index('official', `oa-${openid}`) : null,
          official ? 1 : 0,
          privacyVersion,
          now,
          now,
          now,
        ]),
      ],
    ),
  );
  const subscribers = crowd.filter(({ subscriber }) => subscriber);
  await inParts(subscribers, async (part) => {
    await world.rows('INSERT INTO subscribe_credit (account_id, template_id, credits, updated_at) VALUES ?', [
      part.map(({ accountId }) => [accountId, 'sub-visit', CREDITS, now]),
    ]);
    await world.rows(
      'INSERT INTO subscribe_ledger (dedupe_key, account_id, template_id, `change`, reason, `at`) VALUES ?',
      [part.map(({ accountId }) => [`crowd:${accountId}`, accountId, 'sub-visit', CREDITS, 'accepted', now])],
    );
  });
  for (const { openid, phone, official, subscriber } of crowd) {
    world.simulator.world.putPerson({ openid, oaOpenid: `oa-${openid}`, phone, follower: official });
    if (subscriber) world.simulator.world.credits.add(openid, 'sub-visit', CREDITS);
  }
  return crowd;
}

/** Templates of which each carries the mark: an SMS does not, so the last way here is the inbox. */
export async function installMarkedTemplates(world: World): Promise<void> {
  await installTemplates(world);
  await world.rows("UPDATE message_template SET active = 0 WHERE channel = 'sms'");
}

export interface PlannedCrowd {
  ids: string[];
  marks: string[];
}

/** One message to each member, of class service unless told otherwise. Instants are milliseconds. */
export async function planCrowd(
  world: World,
  store: TestStore,
  crowd: readonly CrowdMember[],
  options: { class?: string; notBefore?: number; expiresAt?: number; vehicleId?: string | null } = {},
): Promise<PlannedCrowd> {
  const now = world.clock.now();
  const messages = crowd.map(({ ownerId }) => {
    counter += 1;
    return { id: newId(world.clock), ownerId, mark: `m${counter}` };
  });
  await inParts(messages, (part) =>
    world.rows(
      `INSERT INTO message (id, dedupe_key, store_id, owner_id, vehicle_id, kind, class, title, body, words, page,
         action_label, state, why, attempts, not_before, expires_at, created_at) VALUES ?`,
      [
        part.map(({ id, ownerId, mark }) => [
          id,
          `crowd:${mark}`,
          store.id,
          ownerId,
          options.vehicleId ?? null,
          'visit_ready',
          options.class ?? 'service',
          '爱车已备好，可以取车了',
          '您的爱车已备好，可以来取车了。',
          JSON.stringify({ step: '可取车', note: marked(mark), time: '2026年11月18日 10:00' }),
          null,
          null,
          'planned',
          '等待发送',
          0,
          new Date(options.notBefore ?? now),
          new Date(options.expiresAt ?? now + 3 * DAY_MS),
          new Date(now),
        ]),
      ],
    ),
  );
  return { ids: messages.map(({ id }) => id), marks: messages.map(({ mark }) => mark) };
}

/** Calls of a provider by which something was sent so far. */
export function sentSoFar({ simulator }: Pick<World, 'simulator'>): number {
  const { subscribe_send, template_send } = simulator.world.faults.calls();
  return (subscribe_send?.total ?? 0) + (template_send?.total ?? 0);
}

async function inParts<T>(
  rows: readonly T[],
  write: (part: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT)
    await write(rows.slice(start, start + ROWS_A_STATEMENT));
}
