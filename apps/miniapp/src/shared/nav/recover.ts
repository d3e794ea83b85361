import { needsBinding, needsLogin } from '@/shared/api';
import type { Resource } from '@/shared/data/resource';
import { go } from './go';

/** What a page offers when its data did not come: log in, bind a phone, or try again. */
export interface Recovery {
  readonly label: string;
  readonly run: () => void;
}

/** The way out of a failed load; null when trying again is all there is. */
export function recoveryOf(resource: Resource<unknown>): Recovery | null {
  if (resource.status !== 'error') return null;
  if (needsLogin(resource.error.cause)) return { label: '去登录', run: () => go('account.login') };
  if (needsBinding(resource.error.cause)) return { label: '绑定爱车', run: () => go('account.bind') };
  return null;
}
