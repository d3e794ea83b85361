import { atShanghai, MINUTE_MS } from '@cheban/kernel';
import { sweepCampaignsJob } from '../dist/modules/campaign/index.js';

/** Days of a month with a wave, at one store after the other. */
const DAYS_OF_MONTH = ['08', '18', '28'];
const MINUTES = 10;
const PACKET_FEN = 188;
/** Of those with the app: whoever has heard of it and has the phone in hand at that minute. */
const GRABS = 0.12;

/** Whether people grab on this day. */
export const hasWave = (/** @type {string} */ on) => DAYS_OF_MONTH.includes(on.slice(8));

/**
 * Red packets: marketing plans at noon, the manager approves, and in the evening people grab: one after the other, so
 * that the same people win in every run of a seed. Races are tried elsewhere.
 * @param {import('./year.mjs').Year} year
 */
export function makeWaves(year) {
  const { copy, agenda, fate, group, tally } = year;
  let number = 0;

  async function grabs(/** @type {import('./group.mjs').Person} */ person, /** @type {string} */ id) {
    const app = copy.clientOf(String(person.token), copy.placeOf(person));
    const page = await year.attempt('wave', () => app.campaign.wave({ params: { id, wave: 1 } }));
    if (!page?.ticket) return;
    const answer = await copy.grab(String(person.token), copy.placeOf(person), id, page.ticket.text);
    tally.count(`grab: ${answer.result}`);
    if (answer.result === 'won') tally.add('packet fen', answer.prize.amountFen);
  }

  return async (/** @type {string} */ on) => {
    if (!hasWave(on)) return;
    const store = group.stores[number++ % group.stores.length];
    if (!store) return;
    const guests = group.people.filter(
      (person) =>
        person.token !== null &&
        person.cars.some((car) => car.storeId === store.id && car.soldAt === null) &&
        fate('grabs', person.number, on).chance(GRABS),
    );
    const packets = Math.max(3, Math.floor(guests.length / 3));
    const startsAt = atShanghai(on, '19:30');
    agenda.add(atShanghai(on, '12:00'), async () => {
      const [marketing, manager] = [store.marketing, store.manager].map((token) =>
        copy.clientOf(token, '10.202.0.1'),
      );
      const totalFen = packets * PACKET_FEN;
      const made = await marketing.staffCampaign.create({
        body: {
          storeIds: [store.id],
          title: '老车主红包雨',
          subtitle: '感谢一路同行',
          rulesText: '每位车主限领一份，先到先得，抢完为止。',
          budgetFen: totalFen,
          waves: [
            {
              startsAt: new Date(startsAt).toISOString(),
              minutes: MINUTES,
              prizes: [{ kind: 'cash', name: '现金红包', count: packets, totalFen }],
            },
          ],
        },
      });
      const params = { id: made.id };
      await marketing.staffCampaign.submit({ params });
      await manager.staffCampaign.approve({ params, body: { version: made.version } });
      await copy.run(sweepCampaignsJob);
      tally.count('waves');
      tally.add('packed fen', totalFen);
      agenda.add(startsAt + MINUTE_MS, async () => {
        for (const person of guests) await grabs(person, made.id);
      });
    });
  };
}
