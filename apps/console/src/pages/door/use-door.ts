import { ApiError } from '@cheban/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../app/api.js';
import { sayError } from '../../app/query-client.js';
import { activityAreas } from '../../features/activity/queries.js';
import { serverNow } from '../../shared/format/now.js';
import { type DoorScan, freshOf, tokenIn, waitingOf, withAnswers, withScan } from './door-queue.js';

const KEY = 'cheban.console.door';
/** How often scans that wait are tried again, milliseconds. */
const AGAIN_MS = 10_000;

function read(): DoorScan[] {
  try {
    return freshOf(JSON.parse(localStorage.getItem(KEY) ?? '[]'), serverNow());
  } catch {
    return [];
  }
}

/**
 * The scans of this device. Each is written down here first and sent after: without a network it waits, also over a reload,
 * and goes with all others in one batch once there is one. Sending a batch twice does no harm.
 */
export function useDoor(storeId: string) {
  const client = useQueryClient();
  const [list, setList] = useState<DoorScan[]>(read);
  const latest = useRef(list);
  const busy = useRef(false);
  const [problem, setProblem] = useState<string | null>(null);

  const keep = useCallback((next: DoorScan[]) => {
    latest.current = next;
    setList(next);
    try {
      localStorage.setItem(KEY, JSON.stringify(next));
    } catch {
      // A full storage only costs the memory over a reload.
    }
  }, []);

  const send = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    try {
      for (let batch = waitingOf(latest.current, storeId); batch.length > 0; ) {
        const scans = batch.map(({ token, at }) => ({ token, at }));
        const { items } = await api.staffActivity.checkIn({ body: { storeId, scans } });
        keep(withAnswers(latest.current, storeId, items));
        const rest = waitingOf(latest.current, storeId);
        // An answer for every scan is promised; without progress the loop must not spin.
        if (rest.length >= batch.length && rest[0] === batch[0]) break;
        batch = rest;
      }
      setProblem(null);
      for (const area of activityAreas) void client.invalidateQueries({ queryKey: [area] });
    } catch (error) {
      const offline = error instanceof ApiError && (error.retry || error.status === 0);
      setProblem(offline ? '网络不通，已记在这台设备上，联网后自动上传。' : sayError(error));
    } finally {
      busy.current = false;
    }
  }, [client, keep, storeId]);

  const scan = useCallback(
    (text: string) => {
      const token = tokenIn(text);
      if (token === '') return;
      const at = new Date(serverNow()).toISOString();
      keep(withScan(latest.current, { token, at, storeId, answer: null }));
      void send();
    },
    [keep, send, storeId],
  );

  useEffect(() => {
    const again = () => {
      if (waitingOf(latest.current, storeId).length > 0) void send();
    };
    again();
    const timer = setInterval(again, AGAIN_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [send, storeId]);

  const mine = list.filter((one) => one.storeId === storeId);
  return { scans: mine, waiting: waitingOf(list, storeId).length, problem, scan, send };
}
