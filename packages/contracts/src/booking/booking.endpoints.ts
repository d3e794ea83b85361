import { area, del, get, post } from '../endpoint.js';

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

export const staffBookingEndpoints = area({
  myDay: get('booking.read', '/staff/my-day', 'Counters and the time-ordered list of a day'),
  reception: get('visit.read', '/staff/reception', 'The screen of the reception: cars by tail, no person'),
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
