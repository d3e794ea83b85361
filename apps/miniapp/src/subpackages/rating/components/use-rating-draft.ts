import type { VisitView } from '@cheban/contracts';
import { useDidHide } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '@/shared/api';
import { emptyRating, type RatingDraft } from './rating-form';

/** Quiet time after a change before it is kept, in ms: a word is not sent letter by letter. */
const quietMs = 800;

/** The draft as the API takes it: whole each time. */
export function bodyOf({ stars, nps, touchpoints, tags, text, photos }: RatingDraft) {
  return {
    stars: stars || null,
    nps,
    touchpoints,
    tags: [...tags],
    text,
    photoIds: photos.map(({ id }) => id),
  };
}

function draftOf(visit: VisitView | undefined): RatingDraft {
  const kept = visit?.ratingDraft;
  return kept ? { ...kept, stars: kept.stars ?? 0 } : emptyRating;
}

/**
 * What the owner has filled in, begun on any device and kept on the server while it is written. Without a network it
 * stays on the screen and is kept with the next change.
 */
export function useRatingDraft(visit: VisitView | undefined) {
  const [written, setWritten] = useState<RatingDraft | null>(null);
  const [kept, setKept] = useState(false);
  const state = useRef({ id: '', draft: null as RatingDraft | null, busy: false, again: false, over: false });
  const timer = useRef<ReturnType<typeof setTimeout>>();
  state.current.id = visit?.id ?? '';

  const keep = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const now = state.current;
    if (now.over || !now.draft) return;
    now.again = now.busy;
    // One at a time: an older draft must not arrive after a newer one.
    if (now.busy) return;
    now.busy = true;
    try {
      await api.visit.saveRatingDraft({ params: { id: now.id }, body: bodyOf(now.draft) });
      setKept(true);
    } catch {
      setKept(false);
    }
    now.busy = false;
    if (now.again) void keep();
  }, []);

  const flush = useCallback(() => {
    if (timer.current !== undefined) void keep();
  }, [keep]);
  useDidHide(flush);
  useEffect(() => flush, [flush]);

  const draft = written ?? draftOf(visit);
  const change = (part: Partial<RatingDraft>) => {
    const next = { ...(state.current.draft ?? draft), ...part };
    state.current.draft = next;
    setWritten(next);
    setKept(false);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keep(), quietMs);
  };
  /** The rating is given, or about to be: nothing is kept any more. */
  const hold = (over: boolean) => {
    state.current.over = over;
    clearTimeout(timer.current);
    timer.current = undefined;
  };
  return { draft, kept, change, hold };
}
