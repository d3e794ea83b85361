import { area, get, post, put } from '../endpoint.js';

export const messageEndpoints = area({
  list: get('owner', '/owner/messages', 'My messages, newest first'),
  open: post('owner', '/owner/messages/:id/open', 'Mark as read; says where it leads'),
  answer: post('owner', '/owner/messages/:id/answer', 'Answer a reminder: later, done elsewhere, or sold'),
  subscribeTemplates: get(
    'account',
    '/owner/subscribe-templates',
    'Templates to ask for at a moment, with credits left',
  ),
  subscribeResults: post(
    'account',
    '/owner/subscribe-results',
    'Report what requestSubscribeMessage answered',
  ),
});

export const preferenceEndpoints = area({
  get: get(
    'owner',
    '/owner/preferences',
    'What I want to be told, by which channel, and what can still reach me',
  ),
  save: put('owner', '/owner/preferences', 'Switch topics and channels; works at once'),
  doNotDisturb: post('owner', '/owner/do-not-disturb', 'Nothing to the phone for three months, or end it'),
  reach: get(
    'customer.read',
    '/staff/owners/:id/reach',
    'Reach bank: by which channel, credits, cost, wishes',
  ),
  wishes: post('task.manage', '/staff/owners/:id/wishes', 'Write down what the owner wishes; audited'),
});

export const deliveryEndpoints = area({
  detail: get('care.read', '/staff/messages/:id', 'One message: words, every try, what may be done'),
  resend: post('care.manage', '/staff/messages/:id/resend', 'Send it again, by a person, with a reason'),
  exportFile: {
    ...get('care.manage', '/staff/messages/export', 'The filtered delivery log as CSV or XLSX; audited'),
    raw: 'download',
  },
});
