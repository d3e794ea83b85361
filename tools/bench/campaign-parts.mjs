import { chosenParts } from './chosen-parts.mjs';

/** What the suite `campaign` measures, in this order: how many steps each part shows, and the file that measures. */
export const campaignParts = chosenParts([
  { name: 'packets', steps: 6, open: async () => (await import('./packet-part.mjs')).packetFigures },
  { name: 'coupons', steps: 4, open: async () => (await import('./coupon-part.mjs')).couponFigures },
]);

/** Laying the ground is four steps. */
export const campaignSteps = 4 + campaignParts.reduce((sum, { steps }) => sum + steps, 0);
