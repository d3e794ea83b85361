// A wave that has just started, for one turn: node campaign/wave.mjs, BENCH_INPUT {"storeId", "people": [...], "packets": n}.
// Removes the campaigns of earlier turns. The last line is one JSON object: the campaign, and each person's ticket, signed as
// the wave's page does.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { GrabTickets } from '../../dist/modules/campaign/usecases/grab-tickets.js';
import { loadConfig } from '../../dist/platform/config/index.js';
import { openDesk } from '../desk.mjs';

const FEN = 100;
const HOUR_MS = 3_600_000;
const { storeId, peopleFile, packets } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
/** @type {{ people: { ownerId: string, accountId: string, sessionId: string, vehicleId: string, phoneIndex: string, token: string }[] }} */
const { people } = JSON.parse(readFileSync(peopleFile, 'utf8'));
const desk = await openDesk();
for (const table of [
  'packet_claim',
  'red_packet',
  'campaign_prize',
  'campaign_wave',
  'campaign_store',
  'campaign',
])
  await desk.query(`TRUNCATE ${table}`);
const startsAt = new Date(desk.now - 1_000);
const endsAt = new Date(desk.now + HOUR_MS);
const campaignId = desk.id();
const waveId = desk.id();
const by = desk.id();
const prize = {
  kind: 'cash',
  name: '现金红包',
  count: packets,
  split: 'fixed',
  totalFen: packets * FEN,
  minFen: 0,
  couponTypeId: null,
  codePoolId: null,
  unitCostFen: 0,
};
await desk.put('CampaignEntity', {
  id: campaignId,
  code: campaignId.slice(-8),
  title: '红包雨',
  subtitle: '',
  rulesText: '每人一份，先到先得。',
  segment: null,
  state: 'live',
  version: 1,
  waves: [{ startsAt: startsAt.toISOString(), minutes: 60, prizes: [prize] }],
  budgetFen: packets * FEN,
  packedFen: packets * FEN,
  returnedFen: 0,
  perPerson: 1,
  perPhone: 1,
  perCar: 1,
  oddsPpm: 1_000_000,
  release: 'at_once',
  arriveWithinDays: 30,
  attributionDays: 30,
  startsAt,
  endsAt,
  createdBy: by,
  createdAt: startsAt,
  updatedAt: startsAt,
});
await desk.put('CampaignStoreEntity', { campaignId, storeId });
await desk.put('CampaignWaveEntity', {
  id: waveId,
  campaignId,
  number: 1,
  startsAt,
  endsAt,
  packets,
  packedFen: packets * FEN,
  written: packets,
  seed: 'A'.repeat(43),
  gateEpoch: 0,
  soldOutAt: null,
  closedAt: null,
});
await desk.put('CampaignPrizeEntity', { waveId, number: 0, ...prize });
for (let number = 1; number <= packets; number += 1)
  await desk.put('RedPacketEntity', { waveId, number, prize: 0, amountFen: FEN });
await desk.close();
const tickets = new GrabTickets(loadConfig());
const signed = people.map(({ token, ...one }) =>
  tickets.sign(
    { ...one, waveId, storeId, expiresAt: desk.now + HOUR_MS, vehicleIds: [one.vehicleId] },
    token,
  ),
);
process.stdout.write(`${JSON.stringify({ campaignId, tickets: signed })}\n`);
