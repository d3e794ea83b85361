import type { StaffBookingView } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';

/** What a change of a booking makes stale. */
export const bookingAreas = [
  'my-day',
  'board',
  'booking',
  'slots',
  'owner',
  'timeline',
  'due',
  'calls',
  'call',
] as const;

export function useBooking(id: string | null, known?: StaffBookingView) {
  return useQuery({
    queryKey: ['booking', id],
    queryFn: () => api.staffBooking.detail({ params: { id: id ?? '' } }),
    enabled: id !== null,
    ...(known && { placeholderData: known }),
  });
}

export function useConfirm() {
  return useSubmit(api.staffBooking.confirm, {
    refresh: bookingAreas,
    success: '已确认，车主会收到通知',
  });
}

export function useNoShow() {
  return useSubmit(api.staffBooking.noShow, { refresh: bookingAreas, success: '已记为未到店' });
}
