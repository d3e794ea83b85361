import { area, get, post } from '../endpoint.js';

export const followUpEndpoints = area({
  list: get('task.read', '/staff/follow-ups', 'Calls to make, the next first, with counters'),
  exportFile: {
    ...get('task.manage', '/staff/follow-ups/export.csv', 'The filtered list as CSV; audited'),
    raw: 'download',
  },
  detail: get('task.read', '/staff/follow-ups/:id', 'One call: script, car, what falls due, tries'),
  create: post('task.manage', '/staff/follow-ups', 'Plan a call by hand'),
  attempt: post('task.manage', '/staff/follow-ups/:id/attempts', 'Write down how a call went'),
  assign: post('task.manage', '/staff/follow-ups/:id/assign', 'Give it to a colleague, or to nobody'),
  cancel: post('task.manage', '/staff/follow-ups/:id/cancel', 'Not needed any more'),
});
