import { MINUTE_MS } from '@cheban/kernel';
import { checkIn, type Guest, makeGuest, type TestWorkshop } from './visits.js';
import type { World } from './world.js';

export const line = (name: string, amountFen: number) => ({
  name,
  kind: 'part' as const,
  quantity: 1,
  amountFen,
});

/** Work found later, as the advisor asks for it. */
export const extraWork = (title = '更换刹车片') => ({
  kind: 'extra' as const,
  title,
  note: '前轮刹车片只剩 2.8 毫米',
  lines: [line(title, 58_000)],
  extraMinutes: 40,
});

/** What an advisor does at the desk of a workshop, for tests that walk through a visit. */
export function visitDesk(world: World, shop: TestWorkshop) {
  const { workshop } = shop.advisor.client;
  return {
    /** The instant so many minutes from now. */
    iso: (afterMinutes: number) => new Date(world.clock.now() + afterMinutes * MINUTE_MS).toISOString(),
    /** A guest whose car was just checked in. */
    arrive: async (): Promise<{ guest: Guest; id: string }> => {
      const guest = await makeGuest(world, shop);
      // The clock goes through hours; what is tested is not the end of a log-in.
      await world.rows("UPDATE session SET access_until = '2027-01-01'");
      return { guest, id: (await checkIn(shop, guest)).id };
    },
    begin: (id: string) => workshop.advance({ params: { id }, body: { step: 'in_work' } }),
  };
}
