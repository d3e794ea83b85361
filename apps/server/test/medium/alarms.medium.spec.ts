import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RESCUE_ALARM_MINUTES } from '@cheban/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lookAroundJob, notifyRobotJob } from '../../src/modules/watch/index.js';
import { JobRuns } from '../../src/platform/queue/index.js';
import { makeOwner, makeStaff, makeStore, makeVehicle, type TestStaff } from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';

const MINUTE = 60_000;
/** The watchdog gives a system that has just started three minutes. */
const START = NOON + 5 * MINUTE;

/** A group robot that notes what it is told and answers as the test wants. */
class Robot {
  readonly told: { msgtype: string; text: { content: string } }[] = [];
  answers: { status: number; body: string }[] = [];
  private readonly server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      this.told.push(JSON.parse(text));
      const { status, body } = this.answers.shift() ?? { status: 200, body: '{"errcode":0,"errmsg":"ok"}' };
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/robot`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  of(title: string): string[] {
    return this.told.map(({ text }) => text.content).filter((content) => content.includes(title));
  }
}

const robot = new Robot();
let world: World;
let manager: TestStaff;
let storeId: string;

beforeAll(async () => {
  world = await startWorld({ env: { ALARM_WEBHOOK_URL: await robot.start() } });
  const store = await makeStore(world);
  storeId = store.id;
  world.clock.set(START);
  manager = await makeStaff(world, 'manager', [store.id]);
});
afterAll(async () => {
  await world?.stop();
  await robot.stop();
});
afterEach(async () => {
  await world.rows('DELETE FROM circuit');
  await world.rows('DELETE FROM job_run');
  world.clock.set(START);
});

/** One minute later the watchdog looks and the robot is told. */
const minute = async (notify = true) => {
  world.clock.advance(MINUTE);
  await world.run(lookAroundJob);
  if (notify) await world.run(notifyRobotJob);
};
const openCircuit = () =>
  world.rows(
    "INSERT INTO circuit (name, reason, opened_at, retry_at) VALUES ('subscribe', '渠道设置有误（48001）', ?, ?)",
    [world.clock.date(), world.clock.date()],
  );
const openOnes = async (name: string) =>
  (await manager.client.channel.alarms({ query: { pageSize: 50 } })).items.filter(
    (alarm) => alarm.name === name,
  );

describe('an alarm', () => {
  it('opens once, is told once, counts on, is acknowledged, and closes when it is over', async () => {
    await openCircuit();
    await minute();
    await minute();
    await minute();
    const [alarm, ...more] = await openOnes('circuit_open');
    expect(more).toEqual([]);
    expect(alarm).toMatchObject({ count: 3, closedAt: null, title: '渠道已暂停' });
    expect(alarm?.text).toContain('小程序订阅消息已暂停使用');
    expect(robot.of('渠道已暂停')).toHaveLength(1);

    await manager.client.channel.acknowledgeAlarm({ params: { id: alarm?.id ?? '' } });
    expect((await openOnes('circuit_open'))[0]?.acknowledgedBy).toBe('manager-1');

    await world.rows('DELETE FROM circuit');
    await minute();
    expect(await openOnes('circuit_open')).toHaveLength(1);
    await minute();
    expect(await openOnes('circuit_open')).toEqual([]);
    const closed = await manager.client.channel.alarms({ query: { state: 'closed' } });
    expect(closed.items.filter(({ name }) => name === 'circuit_open')).toHaveLength(1);
    expect(robot.of('渠道已暂停')).toHaveLength(2);
    expect(robot.of('渠道已暂停').at(-1)).toContain('已恢复正常');
  });

  it('is one row however many look at once', async () => {
    await openCircuit();
    world.clock.advance(MINUTE);
    await Promise.all([world.run(lookAroundJob), world.run(lookAroundJob), world.run(lookAroundJob)]);
    expect(await openOnes('circuit_open')).toHaveLength(1);
  });

  it('reaches the robot in the end, in its order, when the robot refuses, breaks or is away', async () => {
    await world.rows("UPDATE alarm SET open_name = NULL, closed_at = ? WHERE open_name = 'circuit_open'", [
      world.clock.date(),
    ]);
    await world.rows("UPDATE alarm_notice SET state = 'sent'");
    robot.told.length = 0;
    robot.answers = [
      { status: 500, body: 'broken' },
      { status: 200, body: '{"errcode":45009,"errmsg":"api freq out of limit"}' },
    ];
    await openCircuit();
    await minute();
    expect(robot.told).toHaveLength(1);
    // Not before its time.
    await world.run(notifyRobotJob);
    expect(robot.told).toHaveLength(1);
    await world.rows('DELETE FROM circuit');
    await minute(false);
    await minute(false);
    expect(await openOnes('circuit_open')).toEqual([]);
    await world.run(notifyRobotJob);
    expect(robot.told).toHaveLength(2);
    world.clock.advance(3 * MINUTE);
    await world.run(notifyRobotJob);
    await world.run(notifyRobotJob);
    await world.run(notifyRobotJob);
    const contents = robot.of('渠道已暂停');
    expect(contents).toHaveLength(4);
    expect(new Set(contents.slice(0, 3)).size).toBe(1);
    expect(contents.at(-1)).toContain('已恢复正常');
    const waiting = await world.rows("SELECT 1 FROM alarm_notice WHERE state = 'waiting'");
    expect(waiting).toEqual([]);
  });

  it('says that jobs fail, that one is late, and that no worker is left', async () => {
    const runs = world.get(JobRuns);
    await runs.ended('care.plan', MINUTE);
    for (let time = 0; time < 3; time += 1) await runs.failed('intake.run-import', null, 'boom');
    await minute();
    expect((await openOnes('jobs_failed'))[0]?.text).toContain('intake.run-import');
    expect(await openOnes('worker_silent')).toEqual([]);

    world.clock.advance(5 * MINUTE);
    // Only the watchdog's own runs are younger, so somebody works, but not on the plan.
    await world.run(lookAroundJob);
    await world.run(lookAroundJob);
    expect((await openOnes('worker_silent'))[0]?.text).toContain('care.plan');

    const health = await manager.client.care.health();
    expect(health.runs.find(({ name }) => name === 'plan')).toMatchObject({ late: true });
  });

  it('compares the plan with the log', async () => {
    await world.rows(
      `INSERT INTO outbox_event (id, type, store_id, payload, created_at, attempts)
       VALUES ('01ARZ3NDEKTSV4RRFFQ69G5FA0', 'test.nobody', NULL, '{}', ?, 0)`,
      [new Date(START - 10 * MINUTE)],
    );
    await minute();
    expect((await openOnes('outbox_stuck'))[0]?.text).toContain('没有处理');
    expect(await openOnes('plan_mismatch')).toEqual([]);
    await world.settle();

    const late = new Date(START - 20 * MINUTE);
    await world.rows(
      `INSERT INTO care_item (store_id, vehicle_id, \`rule\`, cycle, stage, due_on, not_before, expires_at, state, why,
         message_id, updated_at, edition, round)
       VALUES (?, '01ARZ3NDEKTSV4RRFFQ69G5FA1', 'service', 'c1', -14, '2026-12-01', ?, ?, 'planned', '', NULL, ?, 3, 0),
              (?, '01ARZ3NDEKTSV4RRFFQ69G5FA1', 'service', 'c1', -3, '2026-12-01', ?, ?, 'told', '',
               '01ARZ3NDEKTSV4RRFFQ69G5FA2', ?, 3, 0)`,
      [storeId, late, new Date(START), late, storeId, late, new Date(START), late],
    );
    await minute();
    const text = (await openOnes('plan_mismatch'))[0]?.text;
    expect(text).toContain('有 1 条提醒已到时间');
    expect(text).toContain('有 1 条提醒记为已发');
    await world.rows('DELETE FROM care_item');
  });

  it('names the kinds whose template has gone', async () => {
    await installTemplates(world);
    await world.rows(
      "UPDATE message_template SET drift = 'missing_in_account', active = 0 WHERE kind = 'visit_ready' AND channel = 'subscribe'",
    );
    await minute();
    expect((await openOnes('template_drift'))[0]?.text).toContain('爱车已备好（小程序订阅消息）');
  });

  it('says that somebody waits on the road and nobody has taken the call, until somebody does', async () => {
    const owner = await makeOwner(world);
    const car = await makeVehicle(world, storeId, owner.ownerId);
    const { id } = await owner.client.rescue.call({ body: { vehicleId: car.id, kind: 'accident' } });
    for (let passed = 1; passed < RESCUE_ALARM_MINUTES; passed += 1) await minute();
    expect(await openOnes('rescue_waiting')).toEqual([]);
    await minute();
    expect((await openOnes('rescue_waiting'))[0]?.text).toContain('1 位车主');
    expect(robot.of('救援无人接单')).toHaveLength(1);
    await manager.client.staffRescue.move({
      params: { id },
      body: { seen: 'requested', to: 'accepted' },
    });
    await minute();
    await minute();
    expect(await openOnes('rescue_waiting')).toEqual([]);
  });
});
