import { area, get, post } from '../endpoint.js';

export const rescueEndpoints = area({
  mine: get('owner', '/owner/rescues', 'My calls for help on the road, the open ones first'),
  stores: get('owner', '/owner/rescue-stores', 'Whom to ring for help without a car on file'),
  call: post('owner', '/owner/rescues', 'Call for help; a car with an open call answers with that call'),
  detail: get('owner', '/owner/rescues/:id', 'How my call goes: who comes, and when'),
  cancel: post('owner', '/owner/rescues/:id/cancel', 'I need no help any more'),
});
export const staffRescueEndpoints = area({
  list: get('rescue.read', '/staff/rescues', 'Calls for help, the open ones first'),
  file: { ...get('rescue.manage', '/staff/rescues.csv', 'The same as CSV; audited'), raw: 'download' },
  detail: get('rescue.read', '/staff/rescues/:id', 'One call with place, photos and steps'),
  move: post('rescue.manage', '/staff/rescues/:id/steps', 'Take it, set out, arrive, finish or cancel'),
});
