import { area, get } from '../endpoint.js';

export const attributionEndpoints = area({
  compare: get('campaign.read', '/staff/attribution', 'Campaigns, coupons and referrals side by side'),
  file: {
    ...get('campaign.manage', '/staff/attribution.csv', 'The same as CSV; audited'),
    raw: 'download',
  },
});
