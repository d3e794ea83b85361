import type { LiveEvent } from '@cheban/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { NavIcon } from '../access.js';
import { authorisedFetch } from '../api.js';
import { ring, wakeByHand } from '../chime.js';
import { type LiveState, runLive } from '../live.js';
import { isForEverybody, pageOfEvent, queriesOfTopic, unseenOfTopic } from '../live-topics.js';
import { useMay, useWorkplace } from '../me.js';
import { useRescueMark } from './rescue-mark.js';

interface Live {
  state: LiveState;
  unseen: ReadonlySet<NavIcon>;
}
const Context = createContext<Live>({ state: 'connecting', unseen: new Set() });

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    const now = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', now, { once: true });
    // Back on the network: do not sit out a long back-off.
    addEventListener('online', now, { once: true, signal });
  });

/** The server says something every 20 seconds; three missed ones mean that the line is dead. */
const SILENCE_MS = 65_000;
const silence = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, SILENCE_MS);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });

/** Listens to what changes in my stores: refreshes what is shown, tells what is new, marks pages not yet looked at. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { store } = useWorkplace();
  const may = useMay();
  /** Notices that stay until somebody looks. */
  const calls = useRef(new Set<string>());
  const [state, setState] = useState<LiveState>('connecting');
  const [unseen, setUnseen] = useState<ReadonlySet<NavIcon>>(new Set());
  const rescues = useRescueMark(pathname.startsWith(RESCUES));
  const latest = useRef<(event: LiveEvent) => void>(() => {});

  latest.current = (event) => {
    for (const queryKey of queriesOfTopic(event.topic)) void client.invalidateQueries({ queryKey });
    if (event.storeId !== store.id) return;
    const mark = unseenOfTopic(event.topic);
    if (mark && !pathname.startsWith(mark.path)) setUnseen((marks) => new Set([...marks, mark.icon]));
    const key = `${event.topic}-${event.id}`;
    // Somebody has taken the call: nobody else needs to come running.
    if (event.topic === 'rescue' && !event.notice) {
      notification.destroy(key);
      rescues.taken(event.id);
    }
    if (!event.notice || isForEverybody(pathname)) return;
    const to = pageOfEvent(event);
    const waits = event.topic === 'rescue';
    if (waits) {
      if (!may('rescue.read')) return;
      // What is told of a call a second time is that its owner needs no help any more.
      if (rescues.called(event.id)) ring();
      if (pathname.startsWith(RESCUES)) return;
      calls.current.add(key);
    }
    notification[waits ? 'warning' : 'info']({
      key,
      title: event.notice,
      // Who waits on the road is not missed because somebody looked away; the menu and my day keep it after that.
      duration: waits ? 20 : 6,
      ...(to && {
        style: { cursor: 'pointer' },
        onClick: () => {
          notification.destroy(key);
          void navigate(to);
        },
      }),
    });
  };

  useEffect(() => {
    const controller = new AbortController();
    wakeByHand(controller.signal);
    return () => controller.abort();
  }, []);

  useEffect(() => {
    if (!pathname.startsWith(RESCUES)) return;
    for (const key of calls.current) notification.destroy(key);
    calls.current.clear();
  }, [pathname, notification]);

  useEffect(() => {
    setUnseen((marks) => {
      const rest = [...marks].filter((icon) => !pathname.startsWith(pathOfIcon[icon] ?? ' '));
      return rest.length === marks.size ? marks : new Set(rest);
    });
  }, [pathname]);

  useEffect(() => {
    const controller = new AbortController();
    let lostOnce = false;
    void runLive(
      {
        open: (signal) =>
          authorisedFetch('/staff/live', {
            headers: { Accept: 'text/event-stream' },
            signal,
            cache: 'no-store',
          }),
        onEvent: (event) => latest.current(event),
        onState: (next) => {
          setState(next);
          if (next === 'lost') lostOnce = true;
          // Whatever was sent while the line was down was missed: ask again for all that is on screen.
          if (next === 'open' && lostOnce) void client.invalidateQueries();
        },
        wait,
        silence,
        random: Math.random,
      },
      controller.signal,
    );
    return () => controller.abort();
  }, [client]);

  const live = useMemo(() => ({ state, unseen }), [state, unseen]);
  return <Context.Provider value={live}>{children}</Context.Provider>;
}

const RESCUES = '/rescues';
const pathOfIcon: Partial<Record<NavIcon, string>> = { day: '/my-day', workshop: '/visits', cases: '/cases' };

export function useLiveState(): LiveState {
  return useContext(Context).state;
}

/** Answers whether something happened on a page since it was last opened. */
export function useUnseen(): (icon: NavIcon) => boolean {
  const { unseen } = useContext(Context);
  return useCallback((icon) => unseen.has(icon), [unseen]);
}
