import { App } from 'antd';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';

type Forms = Set<() => boolean>;
const Typed = createContext<Forms>(new Set());
const anyTyped = (forms: Forms) => [...forms].some((typed) => typed());

/** How every form asks before it throws away what somebody typed. */
const QUESTION = {
  title: '放弃还没保存的内容？',
  content: '离开后，刚填写的内容不会保留。',
  okText: '放弃',
  okButtonProps: { danger: true, 'data-testid': 'unsaved-leave' },
  cancelText: '继续填写',
  // Enter keeps what was typed.
  autoFocusButton: 'cancel' as const,
};

/**
 * Asks before another page takes the place of a form that holds what nobody has saved: a link, the browser's back, a
 * reload. One for the whole console, because the router knows one blocker only.
 */
export function UnsavedGuard({ children }: { children: ReactNode }) {
  const forms = useRef<Forms>(new Set());
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      // A tab or a filter of the same page leaves its forms where they are; a log-in that ended cannot wait.
      currentLocation.pathname !== nextLocation.pathname &&
      nextLocation.pathname !== '/login' &&
      anyTyped(forms.current),
  );
  const latest = useRef(blocker);
  latest.current = blocker;
  // Once for each way out: the blocker itself is a new object with every render.
  const blocked = blocker.state === 'blocked';
  useEffect(() => {
    if (!blocked) return;
    const asked = modal.confirm({
      ...QUESTION,
      onOk: () => latest.current.proceed?.(),
      onCancel: () => latest.current.reset?.(),
    });
    return () => asked.destroy();
  }, [blocked, modal]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (anyTyped(forms.current)) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
  return <Typed.Provider value={forms.current}>{children}</Typed.Provider>;
}

/**
 * What a form tells the guard. What was handed in counts as saved while the answer is under way, so that the page may
 * lead on when it worked; a refusal (`error`) makes it unsaved again.
 */
export function useUnsaved(error: unknown) {
  const forms = useContext(Typed);
  const { modal } = App.useApp();
  const typed = useRef(false);
  useEffect(() => {
    const ask = () => typed.current;
    forms.add(ask);
    return () => void forms.delete(ask);
  }, [forms]);
  useEffect(() => {
    if (error) typed.current = true;
  }, [error]);
  const onTyped = useCallback(() => {
    typed.current = true;
  }, []);
  const onHandedIn = useCallback(() => {
    typed.current = false;
  }, []);
  /** Closes at once where nothing was typed, else asks. */
  const leave = (close: () => void) => {
    if (typed.current) void modal.confirm({ ...QUESTION, onOk: close });
    else close();
  };
  return { onTyped, onHandedIn, leave };
}
