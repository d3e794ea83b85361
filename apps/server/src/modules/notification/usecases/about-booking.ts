import type { Booking } from '../../booking/index.js';

/** What every message about a booking has in common: to whom, about what, and the page that it opens. */
export const aboutBooking = ({ id, storeId, ownerId, vehicleId }: Booking) => ({
  storeId,
  ownerId,
  vehicleId,
  class: 'service' as const,
  subjectType: 'booking',
  subjectId: id,
  page: `subpackages/booking/detail/index?id=${id}`,
});
