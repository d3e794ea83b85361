import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCli } from '../../src/cli.js';
import { GroupSetup } from '../../src/modules/setup/index.js';
import { call, clientOf } from '../support/clients.js';
import { startWorld, type World } from '../support/world.js';

describe('first steps of a new group', () => {
  let world: World;
  let setup: GroupSetup;

  beforeAll(async () => {
    world = await startWorld({ worker: 'none' });
    setup = (await createCli(world.foundation)).get(GroupSetup, { strict: false });
  });
  afterAll(() => world?.stop());

  const store = {
    code: 'S1',
    name: '晋阳店',
    brand: '广汽丰田',
    tier: 'mid',
    city: '太原',
    address: '长风街 168 号',
    phone: '0351-7012345',
  };

  it('makes a store and an administrator who must change the printed password', async () => {
    await setup.createStore(store);
    await expect(setup.createStore(store)).rejects.toThrow('There is a store S1 already');
    await expect(setup.createStore({ ...store, code: 'S2', tier: 'middle' })).rejects.toThrow('--tier');
    const { login, password } = await setup.createAdmin({ login: 'root', name: '张三' });
    const opened = await clientOf(world.api, null).staffAuth.login({ body: { login, password } });
    expect(opened.me).toMatchObject({ role: 'admin', mustChangePassword: true, stores: [{ code: 'S1' }] });
    await expect(setup.createAdmin({ login: 'root', name: '李四' })).rejects.toThrow(
      'There is a log-in root already',
    );
  });

  it('registers templates switched off, and switches one on with its real id and fields', async () => {
    const active = () =>
      world.rows<{ template_id: string; fields: string }>(
        'SELECT template_id, fields FROM message_template WHERE active = 1',
      );
    await setup.prepareTemplates();
    await setup.prepareTemplates();
    expect(await active()).toEqual([]);
    await expect(setup.useTemplate({ from: 'no-such', to: 'x' })).rejects.toThrow(
      'There is no template no-such',
    );
    await expect(setup.useTemplate({ from: 'sub-booking', to: 'x', fields: 'nonsense' })).rejects.toThrow(
      '--fields: not JSON',
    );
    const { kinds } = await setup.useTemplate({
      from: 'sub-booking',
      to: 'Real_Id-1',
      fields: '{"thing7":"store"}',
    });
    expect(kinds).toBe(1);
    expect(await active()).toEqual([{ template_id: 'Real_Id-1', fields: '{"thing7":"store"}' }]);
  });

  it('hears text message replies only under its secret address', async () => {
    const reply =
      '[{"phone_number":"13800000000","content":"R","sign_name":"车伴","dest_code":"10690","send_time":"2026-11-18 10:00:00","sequence_id":1}]';
    const right = await call(world.api, 'POST', '/callback/sms/simulator-sms/up', { body: reply });
    expect(right.status).toBe(200);
    const wrong = await call(world.api, 'POST', '/callback/sms/some-other-key/up', { body: reply });
    expect(wrong.status).toBe(404);
  });
});
