// Fills an empty database with two busy stores: node seed.mjs, BENCH_INPUT {"cars": n, "people": n}. The last line is one
// JSON object: tokens of owners with an open log-in, ids of stores with their services and advisors.
import 'reflect-metadata';
import { openDesk } from './desk.mjs';
import { makeCars } from './seed-cars.mjs';
import { fillDiary } from './seed-diary.mjs';
import { logIn } from './seed-log-ins.mjs';
import { makeStores } from './seed-stores.mjs';

const { cars, people } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const desk = await openDesk();
const stores = await makeStores(desk);
const owners = await makeCars(desk, stores, cars);
for (const store of stores) await fillDiary(desk, store);
const tokens = await logIn(desk, owners.slice(0, people));
const rows = await desk.close();
const told = stores.map(({ id, code, services, advisors }) => ({
  id,
  code,
  services: services.map((service) => ({ id: service.id, kind: service.kind })),
  advisors: advisors.map((advisor) => advisor.id),
}));
process.stdout.write(`${JSON.stringify({ rows, tokens, stores: told })}\n`);
