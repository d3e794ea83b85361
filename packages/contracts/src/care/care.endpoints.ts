import { area, get, post, put } from '../endpoint.js';

export const careEndpoints = area({
  due: get('care.read', '/staff/due', 'What falls due, when, and what became of its messages'),
  dueFile: { ...get('care.read', '/staff/due.csv', 'The same as a table'), raw: 'download' },
  messages: get('care.read', '/staff/messages', 'Delivery log: every message, its state and why'),
  health: get('care.read', '/staff/care-health', 'Last and next run, lag, unknown and failed counts'),
});

/** The delivery log beyond its list (`care.messages`). */

export const careRuleEndpoints = area({
  list: get('care.read', '/staff/care-rules', 'Reminder rules of a store, as they are in force'),
  detail: get('care.read', '/staff/care-rules/:code', 'One rule: words, editions, templates, warnings'),
  save: put('care.manage', '/staff/care-rules/:code', 'Write a new edition of a rule'),
  create: post('care.manage', '/staff/care-rules', 'Write a rule of our own'),
  state: post('care.manage', '/staff/care-rules/:code/state', 'Pause, resume, stop or start a rule'),
  decide: post('care.approve', '/staff/care-rules/:code/decide', 'Let an edition pass, or send it back'),
  preview: post(
    'care.read',
    '/staff/care-rules/preview',
    'Who would get it, by which way, at what cost, and who not',
  ),
  test: post('care.manage', '/staff/care-rules/:code/test', 'Send the words of a stage to my own WeChat'),
  campaigns: get('care.read', '/staff/care-campaigns', 'Campaigns of a store that a rule may invite to'),
  segmentCount: post('care.read', '/staff/segments/count', 'Cars and owners of an audience'),
  segmentOptions: get('care.read', '/staff/segments/options', 'Brands, models and regions of a store'),
});

export const careCalendarEndpoints = area({
  month: get('care.read', '/staff/care-calendar', 'Told and held by day, for the days to come'),
  day: get('care.read', '/staff/care-calendar/day', 'Exactly who gets what on a day, and who is held'),
  dayFile: { ...get('care.read', '/staff/care-calendar/day.csv', 'The same as a table'), raw: 'download' },
  why: get('care.read', '/staff/owners/:id/care-why', 'Why this owner did or did not get their reminders'),
  funnel: get('care.read', '/staff/care-funnel', 'Planned, reachable, sent, opened, booked, arrived'),
  funnelRows: get('care.read', '/staff/care-funnel/rows', 'The owners and cars behind a figure'),
  funnelFile: { ...get('care.read', '/staff/care-funnel/rows.csv', 'The same as a table'), raw: 'download' },
});
