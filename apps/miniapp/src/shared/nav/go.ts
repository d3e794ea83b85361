import Taro from '@tarojs/taro';
import { isTab, type PageName, type PageParams, pagePaths, pageUrl } from '@/routes';

/** Opens a page; a tab is switched to, anything else is pushed. */
export function go<P extends PageName>(page: P, params?: PageParams[P]): void {
  const url = pageUrl(page, params);
  if (isTab(page)) void Taro.switchTab({ url });
  else push(url);
}

/** WeChat holds so many pages at once and refuses the next. */
const mostPages = 10;

/** On top of the others; where no more fit, in place of the one in front: a tap must never do nothing. */
function push(url: string): void {
  if (Taro.getCurrentPages().length < mostPages) void Taro.navigateTo({ url });
  else void Taro.redirectTo({ url });
}

/** Replaces the current page, so that going back skips it (a finished form, the log-in page). */
export function replaceWith<P extends PageName>(page: P, params?: PageParams[P]): void {
  const url = pageUrl(page, params);
  if (isTab(page)) void Taro.switchTab({ url });
  else void Taro.redirectTo({ url });
}

/** Back to the page one came from, which is this one; opened from outside, there is nothing to go back to. */
export function backTo<P extends PageName>(page: P, params?: PageParams[P]): void {
  if (isFirstPage()) replaceWith(page, params);
  else void Taro.navigateBack();
}

/**
 * Opens a page by the path a message carries, for example `subpackages/booking/create/index?messageId=m1`.
 * A path that is no page of this version opens home: messages outlive versions.
 */
export function openPath(path: string): void {
  const clean = path.replace(/^\//, '');
  const known = pageOf(clean);
  if (!known) go('home');
  else if (isTab(known)) void Taro.switchTab({ url: `/${clean}` });
  else push(`/${clean}`);
}

/** As `openPath`, in place of the current page. */
export function replaceWithPath(path: string): void {
  const clean = path.replace(/^\//, '');
  const known = pageOf(clean);
  if (!known || isTab(known)) void Taro.switchTab({ url: `/${known ? clean : pagePaths.home}` });
  else void Taro.redirectTo({ url: `/${clean}` });
}

function pageOf(path: string): PageName | undefined {
  const target = path.split('?')[0];
  return (Object.keys(pagePaths) as PageName[]).find((name) => pagePaths[name] === target);
}

/** The page in front, with its query, as `openPath` takes it. */
export function currentPath(): string {
  const router = Taro.getCurrentInstance().router;
  const path = (router?.path ?? '').split('?')[0]?.replace(/^\//, '') ?? '';
  const query = Object.entries(router?.params ?? {})
    // Taro adds a stamp of its own.
    .filter(([key, value]) => !key.startsWith('$') && key !== 'stamp' && typeof value === 'string')
    .map(([key, value]) => `${key}=${encodeURIComponent(decoded(value as string))}`)
    .join('&');
  return query ? `${path}?${query}` : path;
}

/** A query value: WeChat hands it over as it stands in the path, browsers decode it. */
export function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Whether there is no page to go back to, because a card or a link opened this one. */
export function isFirstPage(): boolean {
  return Taro.getCurrentPages().length < 2;
}
