import { type MessagePlan, Messages, TemplateSetup } from '../../src/modules/messaging/index.js';
import { makeStore, type TestOwner, type TestStore } from './factories.js';
import { NOON, startWorld, type World } from './world.js';

export interface MessageRow {
  id: string;
  state: string;
  channel: string | null;
  why: string;
  attempts: number;
  not_before: Date;
  provider_id: string | null;
}

let counter = 0;

/** Installs the templates of the simulator. */
export async function installTemplates(world: World): Promise<void> {
  await world.uow.run((tx) => world.get(TemplateSetup).installDefaultTemplates(tx));
}

/** A world with a store that can send: templates are there, and the carrier's clock shows the time of the world. */
export async function startSending(): Promise<{ world: World; store: TestStore }> {
  const world = await startWorld();
  const store = await makeStore(world);
  await installTemplates(world);
  // The carrier refuses requests signed at another time than its own.
  await world.phones.put('/clock', { offsetMs: NOON - Date.now() });
  return { world, store };
}

/** Noon again, and providers that do what they should. */
export async function calmSending(world: World): Promise<void> {
  world.clock.set(NOON);
  world.simulator.world.faults.clear();
  await world.phones.put('/pushes', {
    duplicate: 1,
    reorder: false,
    subscribeSent: true,
    beforeReply: false,
  });
}

/** The owner says yes to one message of a template. */
export const acceptTemplate = (world: World, owner: TestOwner, templateId: string) =>
  world.phones.do(owner.openid, 'subscribe', { results: { [templateId]: 'accept' } });

/** A message that has every word its templates want; service class about nothing in particular unless told otherwise. */
export function messageFor(
  world: World,
  store: TestStore,
  owner: TestOwner,
  change: Partial<MessagePlan> = {},
): MessagePlan {
  counter += 1;
  const now = world.clock.now();
  return {
    dedupeKey: `test:${owner.ownerId}:${counter}`,
    storeId: store.id,
    ownerId: owner.ownerId,
    vehicleId: null,
    kind: 'visit_ready',
    class: 'service',
    subjectType: null,
    subjectId: null,
    title: '爱车已备好，可以取车了',
    body: '您的爱车已备好，可以来取车了。',
    words: {
      store: '测试门店',
      service: '定期保养',
      step: '可取车',
      note: '定期保养已完成',
      time: '2026年11月18日 10:00',
      model: '广汽丰田 凯美瑞',
      date: '2026年11月28日',
      reason: '预计11月28日到期',
    },
    page: 'subpackages/visit/detail/index?id=1',
    actionLabel: '查看进度',
    notBefore: now,
    expiresAt: now + 3 * 24 * 3_600_000,
    ...change,
  };
}

/** Plans messages and returns their ids; null where the key was taken. */
export function plan(world: World, ...plans: MessagePlan[]): Promise<(string | null)[]> {
  return world.uow.run((tx) => world.get(Messages).planMany(tx, plans));
}

export async function messageRow(world: World, id: string | null | undefined): Promise<MessageRow> {
  const [row] = await world.rows<MessageRow>('SELECT * FROM message WHERE id = ?', [id]);
  if (!row) throw new Error(`No message ${id}`);
  return row;
}

export async function creditsOf(world: World, accountId: string, templateId: string): Promise<number> {
  const [row] = await world.rows<{ credits: number }>(
    'SELECT credits FROM subscribe_credit WHERE account_id = ? AND template_id = ?',
    [accountId, templateId],
  );
  return Number(row?.credits ?? 0);
}

export async function ledgerSum(world: World, accountId: string, templateId: string): Promise<number> {
  const [row] = await world.rows<{ total: string | null }>(
    'SELECT SUM(`change`) AS total FROM subscribe_ledger WHERE account_id = ? AND template_id = ?',
    [accountId, templateId],
  );
  return Number(row?.total ?? 0);
}

/**
 * Waits for what others (simulator, live worker) do by themselves; looks every 50 ms, `tries` times. Who passes never
 * waits for all of them: they are for a machine that is busy with other things.
 */
export async function eventually<T>(
  read: () => Promise<T>,
  good: (value: T) => boolean,
  tries = 1_200,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const value = await read();
    if (good(value)) return value;
    if (attempt >= tries) throw new Error(`It never came: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
