import { area, get, post } from '../endpoint.js';

export const talkEndpoints = area({
  overview: get(
    'task.read',
    '/staff/talks',
    'Interviews and home visits of a month: plans, coverage, answers',
  ),
  groups: get('store.manage', '/staff/talks/groups', 'Whom a sample may be drawn from, by model or car age'),
  plan: post('store.manage', '/staff/talks/plans', 'Plan interviews for a quarter or before an NPS survey'),
  cancelPlan: post('store.manage', '/staff/talks/plans/:id/cancel', 'Drop what is left of a plan'),
});
