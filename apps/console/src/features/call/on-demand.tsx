import { type ComponentProps, lazy, Suspense, useRef } from 'react';

/** Drawers of calls, fetched when first opened. */

const CallLazy = lazy(async () => ({ default: (await import('./call-layer.js')).CallLayer }));
const NewCallLazy = lazy(async () => ({ default: (await import('./new-call-layer.js')).NewCallLayer }));

export function CallLayer(props: ComponentProps<typeof CallLazy>) {
  const opened = useRef(false);
  if (props.id !== null) opened.current = true;
  if (!opened.current) return null;
  return (
    <Suspense fallback={null}>
      <CallLazy {...props} />
    </Suspense>
  );
}

export function NewCallLayer(props: ComponentProps<typeof NewCallLazy>) {
  const opened = useRef(false);
  if (props.open) opened.current = true;
  if (!opened.current) return null;
  return (
    <Suspense fallback={null}>
      <NewCallLazy {...props} />
    </Suspense>
  );
}
