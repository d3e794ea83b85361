import { area, get, post } from '../endpoint.js';

export const suspicionEndpoints = area({
  list: get('campaign.read', '/staff/suspicions', 'Rewards that are held, and what was decided before'),
  detail: get('campaign.read', '/staff/suspicions/:id', 'One of them with its reasons and its neighbours'),
  hold: post(
    'campaign.approve',
    '/staff/suspicions',
    'Hold all rewards of a person until somebody releases them',
  ),
  release: post('campaign.approve', '/staff/suspicions/:id/release', 'It is all right: give the reward'),
  refuse: post('campaign.approve', '/staff/suspicions/:id/refuse', 'Do not give it, with a reason'),
});
