import type { Endpoint } from './route.js';

const area = <T extends Record<string, Endpoint>>(endpoints: T): T => endpoints;
const get = <P extends Endpoint['policy']>(policy: P, path: string, summary: string) =>
  ({ method: 'GET', path, policy, summary }) as const;
const post = <P extends Endpoint['policy']>(policy: P, path: string, summary: string) =>
  ({ method: 'POST', path, policy, summary }) as const;
const put = <P extends Endpoint['policy']>(policy: P, path: string, summary: string) =>
  ({ method: 'PUT', path, policy, summary }) as const;
const patch = <P extends Endpoint['policy']>(policy: P, path: string, summary: string) =>
  ({ method: 'PATCH', path, policy, summary }) as const;
const del = <P extends Endpoint['policy']>(policy: P, path: string, summary: string) =>
  ({ method: 'DELETE', path, policy, summary }) as const;

export const systemEndpoints = area({
  live: get('public', '/health/live', 'The process runs'),
  ready: get('public', '/health/ready', 'Database and Redis answer; the clock agrees with the database'),
  brand: get(
    'public',
    '/brand',
    'Name and colour of the dealership group, privacy guideline, demo log-ins in demo mode',
  ),
});

export const authEndpoints = area({
  wechatLogin: post('public', '/auth/wechat-login', 'Log in with a wx.login or WeChat web code'),
  refresh: post('public', '/auth/refresh', 'Rotate the refresh token of an owner'),
  logout: post('account', '/auth/logout', 'End this log-in'),
  consent: post('account', '/auth/consent', 'Give or withdraw the privacy consent'),
  sendSmsCode: post('account', '/auth/sms-code', 'Send a code to a phone number'),
  bindPhone: post('account', '/auth/bind-phone', 'Bind a verified phone: by WeChat phone code or SMS code'),
  me: get('account', '/me', 'Who I am, my consent, my cars'),
});

export const staffAuthEndpoints = area({
  login: post('public', '/staff/login', 'Log in as staff'),
  refresh: post('public', '/staff/refresh', 'Rotate the refresh token of a staff log-in'),
  logout: post('staff', '/staff/logout', 'End this log-in'),
  me: get('staff', '/staff/me', 'My name, role, stores and permissions'),
  changePassword: post('staff', '/staff/password', 'Change my password; ends my other log-ins'),
  endSessions: post('staff', '/staff/end-sessions', 'End all my log-ins but this one'),
});

export const ownerEndpoints = area({
  home: get('owner', '/owner/home', 'My cars: what is due, days left, what is running now'),
  bindVehicle: post(
    'owner',
    '/owner/vehicles',
    'Bind a car by VIN, or by plate if its file carries my phone',
  ),
  reportMileage: post('owner', '/owner/vehicles/:id/mileage', 'Tell the odometer reading'),
  serviceHistory: get('owner', '/owner/vehicles/:id/history', 'Service history of my car'),
});

export const bookingEndpoints = area({
  prefill: get('owner', '/owner/booking-prefill', 'Everything the booking page needs, filled in'),
  slots: get('owner', '/owner/slots', 'Free slots of a service by day'),
  create: post('owner', '/owner/bookings', 'Book a slot'),
  list: get('owner', '/owner/bookings', 'My bookings, newest first'),
  detail: get('owner', '/owner/bookings/:id', 'One booking'),
  cancel: post('owner', '/owner/bookings/:id/cancel', 'Cancel until the cut-off'),
  reschedule: post('owner', '/owner/bookings/:id/reschedule', 'Move to another slot until the cut-off'),
  hold: post('owner', '/owner/holds', 'Hold a slot for some minutes while the form is open'),
  holdDetail: get('owner', '/owner/holds/:id', 'A slot held for me: what, when, until when'),
  acceptHold: post('owner', '/owner/holds/:id/accept', 'Book the slot that is held for me'),
  releaseHold: del('owner', '/owner/holds/:id', 'Give a held slot back; declines an offer'),
  waiting: get('owner', '/owner/waiting', 'My places on waiting lists, with an offer if there is one'),
  joinWaiting: post('owner', '/owner/waiting', 'Wait for a slot of some days'),
  leaveWaiting: del('owner', '/owner/waiting/:id', 'Leave a waiting list'),
});

export const visitEndpoints = area({
  list: get('owner', '/owner/visits', 'My visits, newest first'),
  detail: get('owner', '/owner/visits/:id', 'Steps, promised time, report, bill, rating'),
  rate: post('owner', '/owner/visits/:id/rating', 'Rate a visit once'),
});

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

export const staffBookingEndpoints = area({
  myDay: get('booking.read', '/staff/my-day', 'Counters and the time-ordered list of a day'),
  board: get('booking.read', '/staff/board', 'Bookings of some days by bay or by advisor'),
  slots: get('booking.read', '/staff/slots', 'Free slots for staff'),
  detail: get('booking.read', '/staff/bookings/:id', 'One booking'),
  create: post('booking.manage', '/staff/bookings', 'Book for an owner'),
  confirm: post('booking.manage', '/staff/bookings/:id/confirm', 'Confirm a request'),
  cancel: post('booking.manage', '/staff/bookings/:id/cancel', 'Cancel with a reason the owner sees'),
  reschedule: post('booking.manage', '/staff/bookings/:id/reschedule', 'Move to another slot'),
  noShow: post('booking.manage', '/staff/bookings/:id/no-show', 'The owner did not come'),
  move: post('booking.manage', '/staff/bookings/:id/move', 'Drop on another time, bay or advisor'),
  hold: post('booking.manage', '/staff/holds', 'Hold a slot for some minutes while the form is open'),
  releaseHold: del('booking.manage', '/staff/holds/:id', 'Give a held slot back'),
  waiting: get('booking.read', '/staff/waiting', 'Who waits for a slot, in order'),
  emptyBays: get('booking.read', '/staff/empty-bays', 'Free minutes per bay of a day and owners to invite'),
  offerEmptyBays: post(
    'booking.manage',
    '/staff/empty-bays/offer',
    'Offer free slots to owners, each with a held slot',
  ),
});

export const workshopEndpoints = area({
  arrivals: get('visit.read', '/staff/arrivals', 'Who may be standing here: by plate tail or check-in code'),
  checkIn: post('visit.manage', '/staff/visits', 'Check a car in, booked or walk-in'),
  list: get('visit.read', '/staff/visits', 'Cars in the store, or visits of a day'),
  detail: get('visit.read', '/staff/visits/:id', 'One visit'),
  advance: post(
    'visit.manage',
    '/staff/visits/:id/steps',
    'Go to a step, or give a new promised time with a reason',
  ),
  saveReport: put('report.sign', '/staff/visits/:id/report', 'Save or sign the three numbers'),
  handOver: post(
    'visit.manage',
    '/staff/visits/:id/hand-over',
    'Close the work order: lines, paid amount, mileage',
  ),
});

export const customerEndpoints = area({
  search: get('customer.read', '/staff/search', 'By tail of plate, phone or VIN, or by name'),
  list: get('customer.read', '/staff/owners', 'Owners, filtered and paged'),
  detail: get('customer.read', '/staff/owners/:id', 'One owner: cars, what falls due, reach, open things'),
  timeline: get('customer.read', '/staff/owners/:id/timeline', 'Everything that happened, newest first'),
  unmask: post('customer.unmask', '/staff/owners/:id/unmask', 'Show phone, plates and VINs; audited'),
  suspectMileage: get('customer.read', '/staff/suspect-mileage', 'Odometer readings kept aside'),
  judgeMileage: post(
    'care.manage',
    '/staff/suspect-mileage/:id/judge',
    'Accept or reject a reading kept aside',
  ),
});

export const careEndpoints = area({
  due: get('care.read', '/staff/due', 'What falls due, when, and what became of its messages'),
  messages: get('care.read', '/staff/messages', 'Delivery log: every message, its state and why'),
  health: get('care.read', '/staff/care-health', 'Last and next run, lag, unknown and failed counts'),
});

/** The delivery log beyond its list (`care.messages`). */
export const deliveryEndpoints = area({
  detail: get('care.read', '/staff/messages/:id', 'One message: words, every try, what may be done'),
  resend: post('care.manage', '/staff/messages/:id/resend', 'Send it again, by a person, with a reason'),
  exportFile: {
    ...get('care.manage', '/staff/messages/export', 'The filtered delivery log as CSV or XLSX; audited'),
    raw: 'download',
  },
});

export const channelEndpoints = area({
  templates: get(
    'care.read',
    '/staff/channels/templates',
    'Templates by message kind and channel, and drift',
  ),
  syncTemplates: post(
    'channel.manage',
    '/staff/channels/templates/sync',
    'Read the templates of both WeChat accounts now',
  ),
  mapTemplate: put(
    'channel.manage',
    '/staff/channels/templates/:kind/:channel',
    'Say which template and words a kind uses on a channel',
  ),
  circuits: get('care.read', '/staff/channels/circuits', 'Channels and templates that are switched off'),
  testCircuit: post(
    'channel.manage',
    '/staff/channels/circuits/:name/test',
    'One test send by a person; success closes the circuit',
  ),
  quota: get('care.read', '/staff/channels/quota', 'Sends of today against the quota, and the reach bank'),
  alarms: get('care.read', '/staff/alarms', 'Alarms, newest first'),
  acknowledgeAlarm: post('care.manage', '/staff/alarms/:id/acknowledge', 'I have seen this alarm'),
});

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

export const weatherEndpoints = area({
  events: get(
    'care.read',
    '/staff/weather-events',
    'Weather warnings at a store: who was told, bookings in the window',
  ),
});

export const caseEndpoints = area({
  list: get('case.read', '/staff/cases', 'Complaint cases'),
  detail: get('case.read', '/staff/cases/:id', 'One case with its steps'),
  addStep: post('case.manage', '/staff/cases/:id/steps', 'Write a step, change the state or the person'),
});

export const importEndpoints = area({
  upload: { ...post('import.run', '/staff/imports', 'Upload an export: CSV or XLSX'), raw: 'upload' },
  list: get('import.run', '/staff/imports', 'Imports, newest first'),
  detail: get('import.run', '/staff/imports/:id', 'One import: mapping, progress, result'),
  run: post('import.run', '/staff/imports/:id/run', 'Run it with a mapping, dry or for real'),
  errorFile: {
    ...get('import.run', '/staff/imports/:id/errors.xlsx', 'Error rows with reasons'),
    raw: 'download',
  },
});

export const storeEndpoints = area({
  list: get('staff', '/staff/stores', 'My stores with services, bays and hours'),
  update: patch('store.manage', '/staff/stores/:id', 'Change address, phone, hours, cycle'),
  saveService: put('store.manage', '/staff/stores/:id/services/:code', 'Add or change a service'),
  saveBay: put('store.manage', '/staff/stores/:id/bays/:code', 'Add or change a bay'),
  saveSpecialDays: put(
    'store.manage',
    '/staff/stores/:id/special-days',
    'Set the closed and special opening days from today on',
  ),
  closeBay: post('store.manage', '/staff/bay-closures', 'Take a bay, demo car or driver out for a while'),
  reopenBay: del('store.manage', '/staff/bay-closures/:id', 'Take a closure back'),
});

export const teamEndpoints = area({
  list: get('staff', '/staff/team', 'Colleagues of my stores'),
  create: post('staff.manage', '/staff/team', 'Add a colleague'),
  update: patch('staff.manage', '/staff/team/:id', 'Change name, role, stores, active'),
  resetPassword: post(
    'staff.manage',
    '/staff/team/:id/reset-password',
    'Set a new one-time password; ends all log-ins',
  ),
  skills: get('booking.read', '/staff/skills', 'Who of a store can do which kinds of service'),
  saveSkills: put('store.manage', '/staff/team/:id/skills', 'Set what a colleague can do'),
  leaves: get('booking.read', '/staff/leaves', 'Leave of the colleagues of a store'),
  addLeave: post('store.manage', '/staff/leaves', 'Add leave; bookings in it become conflicts'),
  removeLeave: del('store.manage', '/staff/leaves/:id', 'Take leave back'),
});

export const auditEndpoints = area({
  list: get('audit.read', '/staff/audit', 'Who did what, newest first'),
});

export const mediaEndpoints = area({
  uploadByOwner: { ...post('owner', '/owner/photos', 'Upload a photo: JPEG, PNG or WebP'), raw: 'upload' },
  uploadByStaff: { ...post('staff', '/staff/photos', 'Upload a photo: JPEG, PNG or WebP'), raw: 'upload' },
  photo: { ...get('public', '/photos/:id', 'A photo, by a link signed for hours'), raw: 'download' },
});

export const liveEndpoints = area({
  stream: { ...get('staff', '/staff/live', 'Server-sent events: what changed in my stores'), raw: 'stream' },
});

export const endpoints = {
  system: systemEndpoints,
  auth: authEndpoints,
  staffAuth: staffAuthEndpoints,
  owner: ownerEndpoints,
  booking: bookingEndpoints,
  visit: visitEndpoints,
  message: messageEndpoints,
  preference: preferenceEndpoints,
  followUp: followUpEndpoints,
  staffBooking: staffBookingEndpoints,
  workshop: workshopEndpoints,
  customer: customerEndpoints,
  care: careEndpoints,
  weather: weatherEndpoints,
  careRule: careRuleEndpoints,
  careCalendar: careCalendarEndpoints,
  delivery: deliveryEndpoints,
  channel: channelEndpoints,
  case: caseEndpoints,
  import: importEndpoints,
  store: storeEndpoints,
  team: teamEndpoints,
  audit: auditEndpoints,
  live: liveEndpoints,
  media: mediaEndpoints,
} as const;
