import { needsBinding, needsConsent, needsLogin } from '@/shared/api';
import type { Resource } from '@/shared/data/resource';
import { currentPath, go, replaceWith } from './go';

/** What a page offers when its data did not come: log in, agree, bind a phone. */
export interface Recovery {
  readonly title: string;
  readonly note: string;
  readonly label: string;
  readonly run: () => void;
}

/** The way out of a failed load; null when trying again is all there is. Each comes back to the page it left. */
export function recoveryOf(resource: Resource<unknown>): Recovery | null {
  if (resource.status !== 'error') return null;
  const { cause } = resource.error;
  if (needsLogin(cause)) {
    return { title: '请先登录', note: '登录后，马上带您回到这一页。', label: '去登录', run: toLogin };
  }
  if (needsConsent(cause) || needsBinding(cause)) {
    return {
      title: '先认识一下您和爱车',
      note: '验证手机号后，我们会找到您在店里登记的车，到期前提前告诉您。',
      label: '绑定爱车',
      run: () => go('account.bind', { next: currentPath() }),
    };
  }
  return null;
}

/** Leaves for the log-in page, which comes back here. */
export function toLogin(): void {
  replaceWith('account.login', { next: currentPath() });
}
