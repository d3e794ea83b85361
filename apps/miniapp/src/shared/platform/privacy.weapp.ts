import Taro from '@tarojs/taro';
import type { PrivacyNeed, PrivacyPlatform } from './types';

type Resolve = (answer: { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }) => void;

/** The part of wx that Taro does not type. */
interface PrivacyApis {
  onNeedPrivacyAuthorization?(listener: (resolve: Resolve) => void): void;
  requirePrivacyAuthorize?(option: { success(): void; fail(): void }): void;
  openPrivacyContract?(option: { fail?(): void }): void;
}

const wechat = Taro as unknown as PrivacyApis;
const listeners = new Set<(need: PrivacyNeed | null) => void>();
let waiting: Resolve[] = [];
let need: PrivacyNeed | null = null;
let registered = false;

function tell(next: PrivacyNeed | null): void {
  need = next;
  for (const listener of listeners) listener(next);
}

/** Several APIs may ask at once; one answer settles them all. */
function answer(event: 'agree' | 'disagree', buttonId?: string): void {
  const resolves = waiting;
  waiting = [];
  tell(null);
  for (const resolve of resolves) resolve(buttonId ? { event, buttonId } : { event });
}

function register(): void {
  if (registered) return;
  registered = true;
  wechat.onNeedPrivacyAuthorization?.((resolve) => {
    waiting.push(resolve);
    tell({ agree: (buttonId) => answer('agree', buttonId), disagree: () => answer('disagree') });
  });
}

export const privacy: PrivacyPlatform = {
  nativeButton: true,
  onNeed(listener) {
    register();
    listeners.add(listener);
    if (need) listener(need);
    return () => listeners.delete(listener);
  },
  require() {
    register();
    return new Promise((done) => {
      // Clients before 2.32.3 have no such call and no such rule.
      if (!wechat.requirePrivacyAuthorize) done(true);
      else wechat.requirePrivacyAuthorize({ success: () => done(true), fail: () => done(false) });
    });
  },
  forget() {
    // WeChat keeps its own consent; the owner takes it back in WeChat's settings.
  },
  openContract() {
    wechat.openPrivacyContract?.({});
    return wechat.openPrivacyContract !== undefined;
  },
};
