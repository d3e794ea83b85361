import { type ComponentProps, lazy, Suspense, useRef } from 'react';

/** Drawers and dialogs of bookings, fetched when first opened: the day's list is there before their forms are. */

const BookingLayerLazy = lazy(async () => ({ default: (await import('./booking-layer.js')).BookingLayer }));
const DialogsLazy = lazy(async () => ({ default: (await import('./booking-dialogs.js')).BookingDialogs }));
const NewBookingLazy = lazy(async () => ({
  default: (await import('./new-booking-layer.js')).NewBookingLayer,
}));
const CheckInLazy = lazy(async () => ({
  default: (await import('../check-in/check-in-layer.js')).CheckInLayer,
}));

/** True from the first time on: what was opened once stays, so that it can close with its movement. */
function useOpenedOnce(open: boolean): boolean {
  const opened = useRef(false);
  if (open) opened.current = true;
  return opened.current;
}

export function BookingLayer(props: ComponentProps<typeof BookingLayerLazy>) {
  if (!useOpenedOnce(props.id !== null)) return null;
  return (
    <Suspense fallback={null}>
      <BookingLayerLazy {...props} />
    </Suspense>
  );
}

export function BookingDialogs(props: ComponentProps<typeof DialogsLazy>) {
  if (!useOpenedOnce(props.dialog !== null)) return null;
  return (
    <Suspense fallback={null}>
      <DialogsLazy {...props} />
    </Suspense>
  );
}

export function NewBookingLayer(props: ComponentProps<typeof NewBookingLazy>) {
  if (!useOpenedOnce(props.open)) return null;
  return (
    <Suspense fallback={null}>
      <NewBookingLazy {...props} />
    </Suspense>
  );
}

export function CheckInLayer(props: ComponentProps<typeof CheckInLazy>) {
  if (!useOpenedOnce(props.open)) return null;
  return (
    <Suspense fallback={null}>
      <CheckInLazy {...props} />
    </Suspense>
  );
}
