import { area, get, post, put } from '../endpoint.js';

export const referralEndpoints = area({
  mine: get('owner', '/owner/referral', 'My code, what both get, and whom I have brought'),
  codePicture: get('owner', '/owner/referral/code', 'The mini-program code of my invitation'),
  wish: post('owner', '/owner/referral-wishes', 'Invited, but without a car: the store calls me'),
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
