import { until } from '../../start/loop-people.mjs';
import type { DemoPerson, Found } from './demo-people.js';

type Device = DemoPerson['device'];

/** What has to be there for the page to say something; nothing for who has none of it. */
export type Need = (device: Device) => Promise<Found | undefined>;
export const first =
  (path: string, fits: (item: Found) => boolean = () => true): Need =>
  async (device) =>
    ((await device.get(path)).items as Found[]).find(fits);
export const car: Need = async (device) => (await device.get('/owner/home')).cars[0];
/** A service card, bought and paid by the first who can buy one. */
export async function card(device: Device): Promise<Found | undefined> {
  const mine = async () => (await device.get('/owner/cards')).cards[0] as Found | undefined;
  const before = await mine();
  if (before) return before;
  const item = await first('/owner/shop/items', ({ kind }) => kind === 'card')(device);
  if (!item) return undefined;
  const order = await device.post('/owner/shop/orders', { itemId: item.id });
  await device.post(`/owner/pay-orders/${order.payOrderId}/pay`, {});
  await device.post(`/owner/pay-orders/${order.payOrderId}/simulate`);
  return until('the card', mine);
}
export async function bought(device: Device): Promise<Found | undefined> {
  await card(device);
  return first('/owner/shop/orders')(device);
}
