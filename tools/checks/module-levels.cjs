/**
 * The modules of apps/server by level. Imports point down only; reactions point back by event.
 * @type {Record<string, number>}
 */
const levels = {
  store: 1,
  staff: 1,
  owner: 1,
  vehicle: 1,
  messaging: 1,
  media: 1,
  booking: 2,
  workshop: 2,
  activity: 2,
  coupon: 2,
  payment: 2,
  suspicion: 2,
  intake: 2,
  weather: 2,
  insurance: 2,
  rescue: 2,
  circle: 2,
  privacy: 2,
  feedback: 3,
  'follow-up': 3,
  shop: 3,
  referral: 3,
  care: 4,
  notification: 5,
  insight: 5,
  figures: 5,
  watch: 5,
  // Campaigns pick their people by care's segments.
  campaign: 5,
  game: 5,
  system: 5,
  setup: 5,
  demo: 6,
};

/**
 * Arrows inside one level, each needed by the words themselves. They must not form a circle.
 * @type {Record<string, string[]>}
 */
const beside = {
  // A member of staff belongs to stores.
  staff: ['store'],
  // A car is bound to owners, and bought at a store.
  vehicle: ['owner', 'store'],
  // A message goes to an owner, about a car (its plate), in the name of a store.
  messaging: ['owner', 'store', 'vehicle'],
  // A visit comes from a booking.
  workshop: ['booking'],
  // A call can open a complaint case.
  'follow-up': ['feedback'],
  // Quiz and lottery pay with the prizes of a campaign.
  game: ['campaign'],
  // Coupons are used on the work order of a visit; codes come in as tables.
  coupon: ['workshop', 'intake'],
  // Imported history becomes past visits.
  intake: ['workshop'],
};

/**
 * Modules that a module may not import, itself left out.
 * @param {string} name
 * @returns {string[]}
 */
function forbiddenFor(name) {
  const allowed = beside[name] ?? [];
  const own = levels[name] ?? 0;
  return Object.entries(levels)
    .filter(([other, level]) => other !== name && level >= own && !allowed.includes(other))
    .map(([other]) => other);
}

module.exports = { levels, beside, forbiddenFor };
