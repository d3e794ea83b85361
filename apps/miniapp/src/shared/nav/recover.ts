import { needsBinding, needsConsent, needsLogin } from '@/shared/api';
import type { Resource } from '@/shared/data/resource';
import { currentPath, go, replaceWith } from './go';

/** What a page offers when its data did not come: log in, agree, bind a phone. */
export interface Recovery {
  readonly title: string;
  readonly label: string;
  readonly run: () => void;
}

/** The way out of a failed load; null when trying again is all there is. Each comes back to the page it left. */
export function recoveryOf(resource: Resource<unknown>): Recovery | null {
  if (resource.status !== 'error') return null;
  const { cause } = resource.error;
  if (needsLogin(cause)) return { title: '请先登录', label: '去登录', run: toLogin };
  const run = () => go('account.bind', { next: currentPath() });
  if (needsConsent(cause)) return { title: '先说明白，再为您服务', label: '查看并同意', run };
  if (needsBinding(cause)) return { title: '先认识一下您和爱车', label: '绑定爱车', run };
  return null;
}

/** Leaves for the log-in page, which comes back here. */
export function toLogin(): void {
  replaceWith('account.login', { next: currentPath() });
}
