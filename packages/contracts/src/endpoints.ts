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
  answerQuote: post('owner', '/owner/quotes/:id/answer', 'Say yes or no to an estimate or extra work'),
  declinedWork: get('owner', '/owner/declined-work', 'Work on my cars that I have put off'),
  dropDeclined: post('owner', '/owner/declined-work/:id/drop', 'Do not remind me of this work again'),
  sheet: {
    ...get('owner', '/owner/visits/:id/sheet.pdf', 'The hand-over sheet of my visit'),
    raw: 'download',
  },
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
  saveCheckIn: patch(
    'visit.manage',
    '/staff/visits/:id/check-in',
    'Change the check-in record until the work begins',
  ),
  addQuote: post('visit.manage', '/staff/visits/:id/quotes', 'Ask the owner: an estimate, or extra work'),
  withdrawQuote: post('visit.manage', '/staff/quotes/:id/withdraw', 'Take back a quote without an answer'),
  answerQuote: post('visit.manage', '/staff/quotes/:id/answer', 'Write down the answer by phone; audited'),
  correct: post(
    'visit.correct',
    '/staff/visits/:id/corrections',
    'Correct a closed work order; both versions stay',
  ),
  sheet: {
    ...get('visit.read', '/staff/visits/:id/sheet.pdf', 'The hand-over sheet to print'),
    raw: 'download',
  },
  declinedWork: get('visit.read', '/staff/declined-work', 'Work that owners have put off, the next first'),
  settleDeclined: post(
    'visit.manage',
    '/staff/declined-work/:id/settle',
    'Done, dropped, or ask again later',
  ),
  rules: get(
    'visit.read',
    '/staff/visit-rules',
    'How a store runs its visits: approval, lateness, what it pays',
  ),
  saveRules: put('store.manage', '/staff/stores/:id/visit-rules', 'Change how a store runs its visits'),
  includes: get('visit.read', '/staff/services/:id/includes', 'What a service includes'),
  saveIncludes: put('store.manage', '/staff/services/:id/includes', 'Say what a service includes'),
});

export const loanerEndpoints = area({
  calendar: get('visit.read', '/staff/loaners', 'Loaner cars of a store and who has them on which days'),
  saveCar: put('store.manage', '/staff/stores/:id/loaners/:code', 'Add or change a loaner car'),
  book: post('visit.manage', '/staff/loans', 'Keep a loaner for somebody on some days'),
  detail: get('visit.read', '/staff/loans/:id', 'One loan'),
  cancel: post('visit.manage', '/staff/loans/:id/cancel', 'Free the days of a loan that has not begun'),
  handOut: post('visit.manage', '/staff/loans/:id/hand-out', 'The loaner leaves: km, fuel, photos'),
  takeBack: post('visit.manage', '/staff/loans/:id/return', 'The loaner is back: km, fuel, photos'),
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

export const activityEndpoints = area({
  list: get('owner', '/owner/activities', 'Classes and activities of my stores'),
  detail: get('owner', '/owner/activities/:id', 'One activity with its sessions'),
  signUp: post('owner', '/owner/activity-sessions/:id/sign-up', 'Sign up with guests, or wait if it is full'),
  mySignUps: get('owner', '/owner/sign-ups', 'My sign-ups with their door codes, newest session first'),
  mySignUp: get('owner', '/owner/sign-ups/:id', 'One sign-up of mine'),
  cancel: post('owner', '/owner/sign-ups/:id/cancel', 'I cannot come; leaves the waiting list too'),
  acceptOffer: post('owner', '/owner/sign-ups/:id/accept', 'Take the seats that are kept for me'),
  survey: post('owner', '/owner/sign-ups/:id/survey', 'How it was: stars and a word'),
});

export const staffActivityEndpoints = area({
  list: get('activity.read', '/staff/activities', 'Classes and activities with their sessions'),
  detail: get('activity.read', '/staff/activities/:id', 'One activity'),
  create: post('activity.manage', '/staff/activities', 'Plan an activity, as a draft'),
  update: put('activity.manage', '/staff/activities/:id', 'Change words, form and photos'),
  publish: post('activity.manage', '/staff/activities/:id/publish', 'Let owners see it and sign up'),
  cancel: post(
    'activity.manage',
    '/staff/activities/:id/cancel',
    'Cancel all sessions to come; all are told',
  ),
  addSession: post('activity.manage', '/staff/activities/:id/sessions', 'Add a session'),
  changeSession: put('activity.manage', '/staff/activity-sessions/:id', 'Change a session; all are told'),
  cancelSession: post(
    'activity.manage',
    '/staff/activity-sessions/:id/cancel',
    'Cancel a session; all are told',
  ),
  notice: post('activity.manage', '/staff/activity-sessions/:id/notice', 'Tell all who are signed up'),
  roster: get('activity.read', '/staff/activity-sessions/:id/roster', 'Who is coming, waits, came'),
  rosterFile: {
    ...get(
      'activity.manage',
      '/staff/activity-sessions/:id/roster.csv',
      'The list to print, as CSV; audited',
    ),
    raw: 'download',
  },
  checkIn: post('activity.check_in', '/staff/activity-check-ins', 'Scans at the door, also queued ones'),
  attend: post('activity.check_in', '/staff/sign-ups/:id/attendance', 'Came or did not, by hand'),
  coverage: get('activity.read', '/staff/class-coverage', 'New owners who came to a care class, by month'),
  coverageOwners: get('activity.read', '/staff/class-coverage/owners', 'The owners behind a month'),
});

export const articleEndpoints = area({
  list: get('owner', '/owner/articles', 'Articles useful for my car, newest first'),
  detail: get('owner', '/owner/articles/:id', 'One article'),
});

export const staffArticleEndpoints = area({
  list: get('activity.read', '/staff/articles', 'Articles of my stores'),
  detail: get('activity.read', '/staff/articles/:id', 'One article'),
  create: post('activity.manage', '/staff/articles', 'Write an article'),
  update: put('activity.manage', '/staff/articles/:id', 'Change, publish or withdraw an article'),
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
  loaner: loanerEndpoints,
  customer: customerEndpoints,
  care: careEndpoints,
  weather: weatherEndpoints,
  careRule: careRuleEndpoints,
  careCalendar: careCalendarEndpoints,
  delivery: deliveryEndpoints,
  channel: channelEndpoints,
  case: caseEndpoints,
  activity: activityEndpoints,
  staffActivity: staffActivityEndpoints,
  article: articleEndpoints,
  staffArticle: staffArticleEndpoints,
  import: importEndpoints,
  store: storeEndpoints,
  team: teamEndpoints,
  audit: auditEndpoints,
  live: liveEndpoints,
  media: mediaEndpoints,
} as const;
