import { area, get, post, put } from '../endpoint.js';

export const couponEndpoints = area({
  center: get('owner', '/owner/coupon-types', 'Coupons that I may claim now or soon'),
  claim: post('owner', '/owner/coupon-types/:id/claim', 'Claim one; the same requestId never claims twice'),
  wallet: get('owner', '/owner/coupons', 'My coupons, the one that ends first on top'),
  detail: get('owner', '/owner/coupons/:id', 'One coupon: where, how, until when'),
  pass: post('owner', '/owner/coupon-pass', 'A short-lived code to show at the counter'),
  codes: get('owner', '/owner/codes', 'Codes that I was given, such as movie tickets; masked'),
  revealCode: post('owner', '/owner/codes/:id/reveal', 'One code of mine in clear'),
  benefits: get('owner', '/owner/benefits', 'My membership level and the benefits of partners for me'),
  claimBenefit: post('owner', '/owner/benefits/:id/claim', 'Take a benefit: a code or a coupon'),
});

export const couponTypeEndpoints = area({
  list: get('coupon.read', '/staff/coupon-types', 'Kinds of coupons of my stores'),
  detail: get('coupon.read', '/staff/coupon-types/:id', 'One kind with its figures'),
  create: post('coupon.manage', '/staff/coupon-types', 'A new kind, as a draft'),
  update: put('coupon.manage', '/staff/coupon-types/:id', 'Change a draft'),
  adjust: post(
    'coupon.manage',
    '/staff/coupon-types/:id/adjust',
    'Stock, claim time and words of a running kind',
  ),
  move: post('coupon.manage', '/staff/coupon-types/:id/move', 'Start, pause, resume or end it'),
  coupons: get('coupon.read', '/staff/coupon-types/:id/coupons', 'Who has one, in which state'),
  couponFile: {
    ...get('coupon.manage', '/staff/coupon-types/:id/coupons.csv', 'The same as CSV; audited'),
    raw: 'download',
  },
  issueOne: post('coupon.issue', '/staff/coupon-types/:id/issue', 'Give one to one owner'),
});

export const couponIssueEndpoints = area({
  preview: post('coupon.manage', '/staff/coupon-issues/preview', 'How many people an audience takes in'),
  list: get('coupon.read', '/staff/coupon-issues', 'Issues to many, newest first'),
  detail: get('coupon.read', '/staff/coupon-issues/:id', 'One issue and how far it is'),
  create: post('coupon.manage', '/staff/coupon-issues', 'Ask for an issue; another person approves it'),
  decide: post('coupon.approve', '/staff/coupon-issues/:id/decide', 'Approve or refuse; never one’s own'),
  stop: post('coupon.manage', '/staff/coupon-issues/:id/stop', 'Stop it; who has one keeps it'),
});

export const couponCounterEndpoints = area({
  lookUp: post('coupon.redeem', '/staff/coupon-counter/look-up', 'Whose code is this, and what can be used'),
  preview: post('coupon.redeem', '/staff/coupon-counter/preview', 'What coupons give on this bill'),
  redeem: post('coupon.redeem', '/staff/coupon-counter/redeem', 'Use coupons; safe to send again'),
  usedToday: get('coupon.redeem', '/staff/coupon-counter/used-today', 'What this counter has used today'),
  reserve: post('coupon.redeem', '/staff/coupon-counter/reserve', 'Keep coupons for a work order'),
  release: post('coupon.redeem', '/staff/coupons/:id/release', 'Take a kept coupon off the work order'),
  undo: post('coupon.undo', '/staff/coupons/:id/undo', 'Undo a use, with a reason'),
  takeBack: post('coupon.undo', '/staff/coupons/:id/take-back', 'Take an unused coupon back into stock'),
  coupon: get('coupon.read', '/staff/coupons/:id', 'One coupon with all that happened to it'),
  ofOwner: get('coupon.read', '/staff/customers/:id/coupons', 'Coupons of an owner in my stores'),
  ofVisit: get('coupon.read', '/staff/visits/:id/coupons', 'Coupons kept and used on a work order'),
});

export const codePoolEndpoints = area({
  list: get('coupon.read', '/staff/code-pools', 'Code pools of my stores, those that run low on top'),
  detail: get('coupon.read', '/staff/code-pools/:id', 'One pool with its imports'),
  create: post('coupon.manage', '/staff/code-pools', 'A new pool'),
  update: put('coupon.manage', '/staff/code-pools/:id', 'Change words, alarm, state'),
  import: {
    ...post('coupon.manage', '/staff/code-pools/:id/imports', 'Codes from CSV or XLSX, dry or for real'),
    raw: 'upload',
  },
  codes: get('coupon.read', '/staff/code-pools/:id/codes', 'Codes, masked, with who has them'),
  codeFile: {
    ...get('coupon.manage', '/staff/code-pools/:id/codes.csv', 'The same as CSV, masked; audited'),
    raw: 'download',
  },
  voidCode: post('coupon.manage', '/staff/pool-codes/:id/void', 'A code that is not to be given any more'),
});

export const partnerEndpoints = area({
  list: get('coupon.read', '/staff/partners', 'Partners with their benefits'),
  create: post('coupon.manage', '/staff/partners', 'A new partner'),
  update: put('coupon.manage', '/staff/partners/:id', 'Change or end a partner'),
  addBenefit: post('coupon.manage', '/staff/partners/:id/benefits', 'A new benefit of a partner'),
  updateBenefit: put('coupon.manage', '/staff/benefits/:id', 'Change, open or close a benefit'),
});
