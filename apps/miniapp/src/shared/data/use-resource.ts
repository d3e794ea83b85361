import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { describeError } from '@/shared/api/errors';
import { forgetStore } from './known-store';
import type { Resource } from './resource';

/** Last good answers by key: going back shows them at once while fresh ones load. Lives as long as the app. */
const lastGood = new Map<string, unknown>();

/** Forgets everything shown so far; after log-out another person must not see it. */
export function forgetResources(): void {
  lastGood.clear();
  forgetStore();
}

interface UseResource<T> {
  readonly resource: Resource<T>;
  /** Loads again; what is shown stays meanwhile. */
  readonly reload: () => Promise<void>;
  /** Shows what a change answered with; a load under way is overtaken by it. */
  readonly show: (data: T) => void;
  /** Changes a part of what is shown; a load under way goes on and has the last word. */
  readonly amend: (change: (data: T) => T) => void;
}

/**
 * Loads what a page shows, and again whenever the page comes back to the front.
 * @param key names the thing, with its ids; another key loads another thing. Null waits (no id yet, not logged in).
 * @param load its rejection reaches the person through `describeError`
 */
export function useResource<T>(key: string | null, load: () => Promise<T>): UseResource<T> {
  const [resource, setResource] = useState<Resource<T>>(() => startOf<T>(key));
  const latest = useRef({ key, load, turn: 0 });
  latest.current.key = key;
  latest.current.load = load;

  const reload = useCallback(async () => {
    const asked = latest.current.key;
    if (asked === null) return;
    latest.current.turn += 1;
    const turn = latest.current.turn;
    // An answer that was overtaken by a newer question is dropped.
    const stale = () => latest.current.turn !== turn;
    try {
      const data = await latest.current.load();
      lastGood.set(asked, data);
      if (!stale()) setResource({ status: 'ready', data });
    } catch (error) {
      if (!stale())
        setResource((before) => ({ status: 'error', error: describeError(error), data: before.data }));
    }
  }, []);

  const show = useCallback((data: T) => {
    const { key: shownKey } = latest.current;
    latest.current.turn += 1;
    if (shownKey !== null) lastGood.set(shownKey, data);
    setResource({ status: 'ready', data });
  }, []);

  const amend = useCallback((change: (data: T) => T) => {
    setResource((before) => (before.data === undefined ? before : { ...before, data: change(before.data) }));
  }, []);

  useEffect(() => {
    setResource(startOf<T>(key));
    void reload();
    return () => {
      latest.current.turn += 1;
    };
  }, [key, reload]);

  const shown = useRef(false);
  useDidShow(() => {
    // The first showing is the mount, which loads already.
    if (shown.current) void reload();
    shown.current = true;
  });

  // Only pages that switch it on in their configuration get the gesture.
  usePullDownRefresh(() => {
    void reload().finally(() => Taro.stopPullDownRefresh());
  });

  return { resource, reload, show, amend };
}

function startOf<T>(key: string | null): Resource<T> {
  const known = key === null ? undefined : (lastGood.get(key) as T | undefined);
  return known === undefined ? { status: 'loading' } : { status: 'loading', data: known };
}
