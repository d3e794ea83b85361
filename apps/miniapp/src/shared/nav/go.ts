import Taro from '@tarojs/taro';
import { isTab, type PageName, type PageParams, pagePaths, pageUrl } from '@/routes';

/** Opens a page; a tab is switched to, anything else is pushed. */
export function go<P extends PageName>(page: P, params?: PageParams[P]): void {
  const url = pageUrl(page, params);
  if (isTab(page)) void Taro.switchTab({ url });
  else void Taro.navigateTo({ url });
}

/** Replaces the current page, so that going back skips it (a finished form, the log-in page). */
export function replaceWith<P extends PageName>(page: P, params?: PageParams[P]): void {
  const url = pageUrl(page, params);
  if (isTab(page)) void Taro.switchTab({ url });
  else void Taro.redirectTo({ url });
}

/**
 * Opens a page by the path a message carries, for example `subpackages/booking/create/index?messageId=m1`.
 * A path that is no page of this version opens home: messages outlive versions.
 */
export function openPath(path: string): void {
  const clean = path.replace(/^\//, '');
  const target = clean.split('?')[0];
  const known = (Object.keys(pagePaths) as PageName[]).find((name) => pagePaths[name] === target);
  if (!known) go('home');
  else if (isTab(known)) void Taro.switchTab({ url: `/${clean}` });
  else void Taro.navigateTo({ url: `/${clean}` });
}
