import { importReasonLabel } from '@cheban/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportRunner } from '../../src/modules/intake/index.js';
import { makeStaff, makeStore, type TestStaff, type TestStore } from '../support/factories.js';
import { upload } from '../support/imports.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let store: TestStore;
let other: TestStore;
let manager: TestStaff;

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world);
  other = await makeStore(world, { code: 'S2' });
  manager = await makeStaff(world, 'manager', [store.id]);
});
afterAll(() => world?.stop());

describe('the list of changes', () => {
  it('tells of each row what it did, before and after, and only to the store', async () => {
    const file = (line: string) =>
      `客户姓名,手机号码,车架号,车牌号,颜色\n${line}\n郑新,1380,LZZZZZZZ0ZZ880002,,\n`;
    const importing = async (line: string, dryRun: boolean) => {
      const { id, mapping } = (
        await upload(
          world,
          manager.token,
          { kind: 'vehicles', storeId: store.id, asOf: '2026-11-20' },
          { name: 'export.csv', content: Buffer.from(file(line)) },
        )
      ).body;
      await manager.client.import.run({ params: { id }, body: { mapping, dryRun } });
      await world.worker?.get(ImportRunner, { strict: false }).run(id);
      return manager.client.import.detail({ params: { id } });
    };
    const download = async (id: string, { token }: TestStaff) => {
      const answer = await fetch(`${world.api}/staff/imports/${id}/changes.csv`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return { status: answer.status, lines: (await answer.text()).split('\r\n') };
    };
    const stranger = await makeStaff(world, 'manager', [other.id], 'changes-stranger');
    const first = await importing('郑改,13700880001,LZZZZZZZ0ZZ880001,晋A80001,红', false);
    expect(first).toMatchObject({ changeFile: true, changedRows: [], result: { created: 1 } });
    for (const dryRun of [true, false]) {
      const run = await importing('郑改,13700880002,LZZZZZZZ0ZZ880001,晋A80009,"=1+1"', dryRun);
      expect(run).toMatchObject({ changeFile: true, result: { created: 0, updated: 1 } });
      expect(run.changedRows).toEqual([
        {
          place: '2',
          subject: '郑改 · 晋A80009',
          changes: [
            { label: '手机号码', from: '137****0001', to: '137****0002' },
            { label: '车牌号', from: '晋A80001', to: '晋A80009' },
            { label: '颜色', from: '红', to: '=1+1' },
          ],
        },
      ]);
      const { lines } = await download(run.id, manager);
      expect(lines[0]).toContain('原文件行号,结果,改动或原因,客户姓名,车架号,车牌号');
      expect(lines).toContain(`3,未导入,${importReasonLabel['phone_too_short']},郑新,LZZZZZZZ0ZZ880002,`);
      expect(lines.find((line) => line.startsWith('2,更新,'))).toContain('颜色：红 → =1+1');
      expect((await download(run.id, stranger)).status).toBe(404);
    }
    const again = await importing('郑改,13700880002,LZZZZZZZ0ZZ880001,晋A80009,', false);
    expect(again).toMatchObject({ changedRows: [], result: { unchanged: 1 } });
    expect((await download(again.id, manager)).lines).toContain('2,无变化,,郑改,LZZZZZZZ0ZZ880001,晋A80009');
  });
});
