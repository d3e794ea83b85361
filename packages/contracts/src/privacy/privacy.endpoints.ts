import { area, del, get, post } from '../endpoint.js';

export const privacyEndpoints = area({
  overview: get('owner', '/owner/privacy', 'What I may ask about my data, and a wish to leave that is open'),
  sendCode: post('owner', '/owner/privacy/code', 'Send a code to my phone, to see that it is me'),
  exportData: post('owner', '/owner/privacy/export', 'Everything that is kept about me'),
  askErasure: post('owner', '/owner/privacy/erasure', 'Ask that my data be deleted'),
  withdrawErasure: del('owner', '/owner/privacy/erasure', 'I stay after all'),
});

export const staffPrivacyEndpoints = area({
  erasures: get('audit.read', '/staff/erasures', 'Who wants to leave, by when, and what stands against it'),
});
