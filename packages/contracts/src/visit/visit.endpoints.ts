import { area, get, patch, post, put } from '../endpoint.js';

export const visitEndpoints = area({
  list: get('owner', '/owner/visits', 'My visits, newest first'),
  detail: get('owner', '/owner/visits/:id', 'Steps, promised time, report, bill, rating'),
  rate: post('owner', '/owner/visits/:id/rating', 'Rate a visit once'),
  saveRatingDraft: put('owner', '/owner/visits/:id/rating-draft', 'Keep a rating to go on with it later'),
  answerQuote: post('owner', '/owner/quotes/:id/answer', 'Say yes or no to an estimate or extra work'),
  declinedWork: get('owner', '/owner/declined-work', 'Work on my cars that I have put off'),
  dropDeclined: post('owner', '/owner/declined-work/:id/drop', 'Do not remind me of this work again'),
  sheet: {
    ...get('owner', '/owner/visits/:id/sheet.pdf', 'The hand-over sheet of my visit'),
    raw: 'download',
  },
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
  saveRules: patch('store.manage', '/staff/stores/:id/visit-rules', 'Change how a store runs its visits'),
  includes: get('visit.read', '/staff/services/:id/includes', 'What a service includes'),
  saveIncludes: put('store.manage', '/staff/services/:id/includes', 'Say what a service includes'),
});

export const loanerEndpoints = area({
  mine: get('owner', '/owner/loans', 'Loaners that are kept for me or that I drive'),
  calendar: get('visit.read', '/staff/loaners', 'Loaner cars of a store and who has them on which days'),
  saveCar: put('store.manage', '/staff/stores/:id/loaners/:code', 'Add or change a loaner car'),
  book: post('visit.manage', '/staff/loans', 'Keep a loaner for somebody on some days'),
  detail: get('visit.read', '/staff/loans/:id', 'One loan'),
  cancel: post('visit.manage', '/staff/loans/:id/cancel', 'Free the days of a loan that has not begun'),
  handOut: post('visit.manage', '/staff/loans/:id/hand-out', 'The loaner leaves: km, fuel, photos'),
  takeBack: post('visit.manage', '/staff/loans/:id/return', 'The loaner is back: km, fuel, photos'),
});
