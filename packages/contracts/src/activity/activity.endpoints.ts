import { area, get, post, put } from '../endpoint.js';

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
  codePicture: get(
    'activity.read',
    '/staff/activities/:id/code',
    'The mini-program code of an activity, for a poster',
  ),
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
