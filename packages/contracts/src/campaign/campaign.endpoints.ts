import { area, get, post, put } from '../endpoint.js';

export const campaignEndpoints = area({
  list: get('owner', '/owner/campaigns', 'Campaigns for me that run or come soon'),
  detail: get('owner', '/owner/campaigns/:id', 'One campaign with its waves and rules'),
  wave: get('owner', '/owner/campaigns/:id/waves/:wave', 'A wave: server time, countdown, ticket, my result'),
  pulse: get(
    'public',
    '/owner/campaigns/:id/waves/:wave/pulse',
    'How a wave stands, for pages that wait for it; nothing about anybody, so that it costs nearly nothing',
  ),
  grab: post(
    'owner',
    '/owner/campaigns/:id/waves/:wave/grab',
    'Grab a packet; a repeated tap answers the same',
  ),
  remind: post('owner', '/owner/campaigns/:id/waves/:wave/reminder', 'Tell me just before the wave starts'),
  winners: get('owner', '/owner/campaigns/:id/waves/:wave/winners', 'Who won, masked, the latest first'),
  myPackets: get('owner', '/owner/red-packets', 'What I won, the latest first'),
  myPacket: get('owner', '/owner/red-packets/:id', 'One packet of mine and the next step to take'),
});

export const staffCampaignEndpoints = area({
  list: get('campaign.read', '/staff/campaigns', 'Campaigns of my stores, the newest first'),
  detail: get('campaign.read', '/staff/campaigns/:id', 'One campaign: plan, meter, waves, what can be done'),
  check: post(
    'campaign.manage',
    '/staff/campaign-checks',
    'Problems, people and cost of a plan; saves nothing',
  ),
  create: post('campaign.manage', '/staff/campaigns', 'Plan a campaign, as a draft'),
  update: put('campaign.manage', '/staff/campaigns/:id', 'Change a draft'),
  submit: post('campaign.manage', '/staff/campaigns/:id/submit', 'Ask for the yes of a second person'),
  withdraw: post('campaign.manage', '/staff/campaigns/:id/withdraw', 'Take the request back'),
  approvals: get('campaign.read', '/staff/campaign-approvals', 'Campaigns that wait for a yes'),
  approve: post('campaign.approve', '/staff/campaigns/:id/approve', 'Yes; the packets are written'),
  reject: post('campaign.approve', '/staff/campaigns/:id/reject', 'No, with a reason; back to draft'),
  kill: post('campaign.kill', '/staff/campaigns/:id/kill', 'Stop at once; nothing more is given'),
  screen: get('campaign.read', '/staff/campaigns/:id/waves/:wave/screen', 'Live numbers of a wave'),
  claims: get('campaign.read', '/staff/campaigns/:id/claims', 'Who won what and what became of it'),
  claimsFile: {
    ...get('campaign.manage', '/staff/campaigns/:id/claims.csv', 'The list of winners as CSV; audited'),
    raw: 'download',
  },
  codePicture: get(
    'campaign.read',
    '/staff/campaigns/:id/code',
    'The mini-program code of a campaign, for a poster',
  ),
  results: get('campaign.read', '/staff/campaigns/:id/results', 'From seen to output, and what it cost'),
});
