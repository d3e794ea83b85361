import fc from 'fast-check';

export type BookingOperationKind =
  | 'book'
  | 'hold'
  | 'redeem'
  | 'release'
  | 'confirm'
  | 'move'
  | 'drag'
  | 'cancel'
  | 'noShow'
  | 'overbook'
  | 'wait'
  | 'sweep'
  | 'tick'
  | 'leave'
  | 'hours';
export interface BookingOperation {
  kind: BookingOperationKind;
  /** Slot on the half-hour grid of two days, counted from 8:30 today. */
  slot: number;
  pick: number;
}
const weights: [BookingOperationKind, number][] = [
  ['book', 12],
  ['hold', 6],
  ['redeem', 5],
  ['release', 2],
  ['confirm', 4],
  ['move', 6],
  ['drag', 3],
  ['cancel', 7],
  ['noShow', 2],
  ['overbook', 1],
  ['wait', 2],
  ['sweep', 1],
  ['tick', 1],
  ['leave', 1],
  ['hours', 1],
];
/** What somebody at the counter or with the app does next. */
export const bookingOperation: fc.Arbitrary<BookingOperation> = fc.record({
  kind: fc.oneof(...weights.map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) }))),
  slot: fc.nat(37),
  pick: fc.nat(1_000),
});
