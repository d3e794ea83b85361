import type { DistFiles } from './dist-files.js';
import type { NavigationRecord } from './host-types.js';
import type { PageRecord } from './page.js';

/** Route and raw query of a page URL; a relative one counts from the page `from`. */
export function splitUrl(url: string, from?: string): { route: string; query: Record<string, string> } {
  const [path = '', search = ''] = url.split('?');
  const base = `http://app/${from ?? ''}`;
  const route = new URL(path, base).pathname.slice(1);
  // WeChat hands the raw values on; the app decodes them.
  const query = Object.fromEntries(
    search
      .split('&')
      .filter(Boolean)
      .map((pair) => {
        const at = pair.indexOf('=');
        return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      }),
  ) as Record<string, string>;
  return { route, query };
}

/** WeChat holds so many pages at once. */
const mostPages = 10;

interface StackParts {
  files: DistFiles;
  navigations: NavigationRecord[];
  mount(route: string, query: Record<string, string>): PageRecord;
  /** Runs a life-cycle method; its error is kept, not thrown. */
  guarded(run: () => void): void;
}

/** The page stack of the mini-program, by the rules of WeChat's router. */
export class PageStack {
  private pages: PageRecord[] = [];
  /** Tab pages stay alive while another tab is shown. */
  private readonly tabs = new Map<string, PageRecord>();

  constructor(private readonly parts: StackParts) {}

  /** Bottom first. */
  get all(): readonly PageRecord[] {
    return this.pages;
  }

  top(): PageRecord | undefined {
    return this.pages.at(-1);
  }

  isTab(route: string): boolean {
    return this.parts.files.app.tabBar?.list.some((tab) => tab.pagePath === route) ?? false;
  }

  /** Navigates. @throws Error with WeChat's words when the way does not fit the page */
  go(how: NavigationRecord['how'], url: string, delta = 1): void {
    const { files, navigations } = this.parts;
    if (how === 'navigateBack') {
      this.back(delta);
      return;
    }
    const { route, query } = splitUrl(url, this.top()?.route);
    if (!files.pages.includes(route)) throw new Error(`page "${route}" is not found`);
    if (how === 'switchTab' && !this.isTab(route)) throw new Error('can not switch to no-tabBar page');
    if ((how === 'navigateTo' || how === 'redirectTo') && this.isTab(route)) {
      throw new Error(`can not ${how} a tabbar page`);
    }
    if (how === 'navigateTo' && this.pages.length >= mostPages) throw new Error('webview count limit exceed');
    navigations.push({ how, path: url.replace(/^\//, '') });
    if (how === 'navigateTo') this.push(route, query);
    else if (how === 'redirectTo') this.replace(route, query);
    else if (how === 'switchTab') this.switchTab(route, query);
    else this.restart(route, query);
  }

  /** Unloads every page. */
  clear(): void {
    for (const page of new Set([...this.pages, ...this.tabs.values()])) this.unload(page);
    this.pages = [];
  }

  private push(route: string, query: Record<string, string>): void {
    this.hide(this.top());
    this.pages.push(this.parts.mount(route, query));
  }

  private replace(route: string, query: Record<string, string>): void {
    const top = this.top();
    if (top) this.unload(top);
    this.pages = [...this.pages.slice(0, -1), this.parts.mount(route, query)];
  }

  private switchTab(route: string, query: Record<string, string>): void {
    const top = this.top();
    if (top?.route === route) return;
    for (const page of [...this.pages].reverse()) {
      if (!this.isTab(page.route)) this.unload(page);
      else if (page === top) this.hide(page);
    }
    const known = this.tabs.get(route);
    if (known) this.show(known);
    const page = known ?? this.parts.mount(route, query);
    this.tabs.set(route, page);
    this.pages = [page];
  }

  private restart(route: string, query: Record<string, string>): void {
    this.clear();
    const page = this.parts.mount(route, query);
    if (this.isTab(route)) this.tabs.set(route, page);
    this.pages = [page];
  }

  private back(delta: number): void {
    const removed = this.pages.splice(Math.max(1, this.pages.length - delta));
    for (const page of removed.reverse()) this.unload(page);
    if (removed.length > 0) this.show(this.top());
    this.parts.navigations.push({ how: 'navigateBack', path: this.top()?.route ?? '' });
  }

  private show(page: PageRecord | undefined): void {
    this.parts.guarded(() => page?.instance.onShow?.());
  }

  private hide(page: PageRecord | undefined): void {
    this.parts.guarded(() => page?.instance.onHide?.());
  }

  private unload(page: PageRecord): void {
    this.parts.guarded(() => page.instance.onUnload?.());
    page.mounted.release();
    this.tabs.delete(page.route);
  }
}
