import { pagePaths } from '@/routes';
import { isFinal, isGone, needsBinding, needsConsent, needsLogin } from '@/shared/api';
import type { Resource } from '@/shared/data/resource';
import { currentPath, go, replaceWith } from './go';

/** What a page offers when its data did not come: log in, agree, bind a phone, or leave. */
export interface Recovery {
  readonly icon: 'car' | 'document';
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
    return {
      icon: 'car',
      title: '请先登录',
      note: '登录后，马上带您回到这一页。',
      label: '去登录',
      run: toLogin,
    };
  }
  if (needsConsent(cause) || needsBinding(cause)) {
    return {
      icon: 'car',
      title: '先认识一下您和爱车',
      note: '验证手机号后，我们会找到您在店里登记的车，到期前提前告诉您。',
      label: '绑定爱车',
      run: () => go('account.bind', { next: currentPath() }),
    };
  }
  // Asking again gives the same answer; from a card or a link there may be nothing to go back to.
  if (isFinal(cause) && currentPath() !== pagePaths.home) {
    return {
      icon: 'document',
      ...(isGone(cause)
        ? { title: '这里已经没有内容了', note: '它可能已取消、已结束，或不在您的名下。' }
        : { title: '暂时没能打开', note: resource.error.message }),
      label: '回到首页',
      run: () => go('home'),
    };
  }
  return null;
}

/** Leaves for the log-in page, which comes back here. */
export function toLogin(): void {
  replaceWith('account.login', { next: currentPath() });
}
