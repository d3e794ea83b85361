import { useReachBottom } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Resource } from './resource';
import { useResource } from './use-resource';

interface Page<T> {
  readonly items: readonly T[];
  /** Null at the end of the list. */
  readonly nextCursor: string | null;
}

interface UseList<T> {
  /** All items loaded so far. */
  readonly resource: Resource<readonly T[]>;
  readonly reload: () => Promise<void>;
  /** `failed`: the next page did not come, `loadMore` tries again. */
  readonly more: 'none' | 'idle' | 'loading' | 'failed';
  readonly loadMore: () => void;
}

/**
 * An endless list: the first page as a resource, further ones when the owner reaches the bottom.
 * @param key as in `useResource`
 * @param load gets the cursor of the page, undefined for the first
 */
export function useList<T>(
  key: string | null,
  load: (cursor: string | undefined) => Promise<Page<T>>,
): UseList<T> {
  const { resource, reload } = useResource(key, () => load(undefined));
  const [rest, setRest] = useState<Page<T> | null>(null);
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const first = resource.data;
  const latest = useRef({ load, first });
  latest.current = { load, first };

  // A fresh first page starts the list anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: its identity is what matters
  useEffect(() => {
    setRest(null);
    setState('idle');
  }, [first]);

  const cursor = rest ? rest.nextCursor : (first?.nextCursor ?? null);
  const loadMore = useCallback(async () => {
    if (cursor === null || state === 'loading') return;
    const base = latest.current.first;
    setState('loading');
    try {
      const page = await latest.current.load(cursor);
      if (latest.current.first !== base) return;
      setRest((before) => ({
        items: [...(before?.items ?? []), ...page.items],
        nextCursor: page.nextCursor,
      }));
      setState('idle');
    } catch {
      if (latest.current.first === base) setState('failed');
    }
  }, [cursor, state]);

  useReachBottom(() => void loadMore());

  const items = first ? [...first.items, ...(rest?.items ?? [])] : undefined;
  const shown: Resource<readonly T[]> =
    items === undefined
      ? ({ ...resource, data: undefined } as Resource<readonly T[]>)
      : ({ ...resource, data: items } as Resource<readonly T[]>);
  return { resource: shown, reload, more: cursor === null ? 'none' : state, loadMore: () => void loadMore() };
}
