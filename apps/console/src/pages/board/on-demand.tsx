import { type ComponentProps, lazy, Suspense } from 'react';

/** Drawers and the dialog of the board, fetched when first opened. */

const WaitingLazy = lazy(async () => ({ default: (await import('./waiting-layer.js')).WaitingLayer }));
const EmptyBaysLazy = lazy(async () => ({ default: (await import('./empty-bays-layer.js')).EmptyBaysLayer }));
const MoveLazy = lazy(async () => ({ default: (await import('./move-dialog.js')).MoveDialog }));

export type { Move } from './move-dialog.js';

export function WaitingLayer(props: ComponentProps<typeof WaitingLazy>) {
  if (!props.open) return null;
  return (
    <Suspense fallback={null}>
      <WaitingLazy {...props} />
    </Suspense>
  );
}

export function EmptyBaysLayer(props: ComponentProps<typeof EmptyBaysLazy>) {
  if (!props.open) return null;
  return (
    <Suspense fallback={null}>
      <EmptyBaysLazy {...props} />
    </Suspense>
  );
}

export function MoveDialog(props: ComponentProps<typeof MoveLazy>) {
  return (
    <Suspense fallback={null}>
      <MoveLazy {...props} />
    </Suspense>
  );
}
