import { area, get, post, put } from '../endpoint.js';

export const referralEndpoints = area({
  mine: get('owner', '/owner/referral', 'My code, what both get, and whom I have brought'),
  invitation: get('account', '/owner/referral-invitations/:code', 'Who invites me, and to what'),
  join: post('owner', '/owner/referrals', 'Take an invitation with my phone and my VIN'),
});
export const staffReferralEndpoints = area({
  programme: get('campaign.read', '/staff/referral-programme', 'What a store gives to both'),
  saveProgramme: put(
    'campaign.approve',
    '/staff/referral-programme',
    'Change it; invitations keep their terms',
  ),
  list: get('campaign.read', '/staff/referrals', 'Who has brought whom, and what became of it'),
  file: {
    ...get('campaign.manage', '/staff/referrals.csv', 'The same as CSV; audited'),
    raw: 'download',
  },
});
