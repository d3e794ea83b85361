import { readDist } from './dist-files.js';
import { type ComponentEnv, createFramework, type Framework } from './framework.js';
import { createWx, type HostRecords, type NavigationRecord, type Person, type Wx } from './host.js';
import { createModules } from './modules.js';
import {
  find,
  type NodeStats,
  nodeStats,
  openPage,
  type PageRecord,
  type SetDataStats,
  textOf,
} from './page.js';

export interface LaunchOptions {
  /** Folder of the built mini-program. */
  dist: string;
  /** Base URL of the API that the mini-program calls, without a trailing slash. */
  apiBase: string;
  /** What the person at the phone would do; what is left out has friendly defaults. */
  person?: Partial<Person>;
  /** Storage of an earlier run, to start as a returning owner. */
  storage?: Map<string, unknown>;
  /** Replaces single `wx` functions. */
  wx?: Wx;
}

/** The page on top, to look at and to touch. */
export interface PageHandle {
  /** Path without query or leading slash. */
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  readonly setData: Readonly<SetDataStats>;
  /** What a person reads, one line per block. */
  text(): string;
  has(text: string): boolean;
  /** First element for a selector or words; undefined when there is none. */
  find(target: string): Element | undefined;
  nodes(): NodeStats;
}

/** A running mini-program. */
export interface Weapp {
  readonly records: HostRecords;
  readonly person: Person;
  readonly storage: Map<string, unknown>;
  /** Errors that nothing caught. Look at it at the end of a test. */
  readonly errors: unknown[];
  /**
   * Opens a page as a tap on a message card does: a cold start the first time, later a return to the running app.
   * @param path path with query, with or without a leading slash; default is the first page of app.json
   */
  open(path?: string): Promise<PageHandle>;
  current(): PageHandle;
  /** Routes of the page stack, bottom first. */
  stack(): string[];
  /**
   * Taps a selector or words; words of the tab bar work too. Native buttons with an open-type answer as `person` says.
   * @throws Error when nothing is there or nothing answers the tap
   */
  tap(target: string): Promise<void>;
  /** Types into an input or textarea, named by its placeholder, a selector or words around it. */
  input(target: string, value: string): Promise<void>;
  /** Goes back as the phone's own gesture does. */
  back(): Promise<void>;
  text(): string;
  /**
   * Waits until the words are on the page or the function gives something truthy.
   * @throws Error with the text of the page after `timeoutMs` (5 s)
   */
  waitFor<T>(what: string | (() => T), timeoutMs?: number): Promise<T | true>;
  /** Ends pages and timers. */
  close(): void;
}

interface AppInstance extends Record<string, unknown> {
  onLaunch?(options: object): void;
  onShow?(options: object): void;
  onHide?(): void;
}

const defaultTimeoutMs = 5000;
const pollMs = 15;
const tapOptions = { bubbles: true, composed: true, capturePhase: true };
/** Scene of opening from a template message card. */
const messageScene = 1014;

function defaultPerson(): Person {
  let codes = 0;
  return {
    online: true,
    loginCode: () => `code-${++codes}`,
    phoneCode: () => 'phone-code',
    subscribe: () => 'accept',
    confirm: () => true,
    privacyNeeded: false,
    fontSize: 16,
  };
}

function splitUrl(url: string, from?: string): { route: string; query: Record<string, string> } {
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

/**
 * Starts a built mini-program in this process, under WeChat's own component framework and a DOM without layout.
 * @throws Error when the folder is no build or a template does not compile
 */
export function launchWeapp(options: LaunchOptions): Weapp {
  const files = readDist(options.dist);
  const framework: Framework = createFramework(files);
  const tabs = files.app.tabBar?.list ?? [];
  const person: Person = { ...defaultPerson(), ...options.person };
  const storage = options.storage ?? new Map<string, unknown>();
  const records: HostRecords = {
    requests: [],
    navigations: [],
    subscribeRequests: [],
    toasts: [],
    modals: [],
    calls: [],
  };
  const errors: unknown[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let app: AppInstance | undefined;
  let launched = false;
  let tapping = false;
  let handled = 0;
  let stack: PageRecord[] = [];
  const tabPages = new Map<string, PageRecord>();

  const guarded = <T>(run: () => T): T | undefined => {
    try {
      return run();
    } catch (error) {
      errors.push(error);
      return undefined;
    }
  };

  const load = createModules(files, {
    wx: createWx({ person, records, storage, router: { go }, inTap: () => tapping }, options.wx ?? {}),
    App: (definition) => {
      app = definition as AppInstance;
    },
    getApp: () => app,
    getCurrentPages: () => stack.map(({ instance }) => instance),
    setTimeout: ((run: () => void, ms?: number, ...args: []) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        guarded(() => run(...args));
      }, ms);
      timers.add(timer);
      return timer;
    }) as typeof setTimeout,
    setInterval: ((run: () => void, ms?: number) => {
      const timer = setInterval(() => guarded(run), ms);
      timers.add(timer);
      return timer;
    }) as typeof setInterval,
    globalThis: {
      __CHEBAN_API_BASE__: options.apiBase,
      Object,
      Array,
      Promise,
      Symbol,
      Map,
      Set,
      WeakMap,
      Math,
      JSON,
      Date,
    },
  });

  /** Counts the calls of Taro's event handler, to know whether a tap was answered. */
  const counted = (definition: object): object => {
    const copy = { ...definition } as Record<string, unknown> & { methods?: Record<string, unknown> };
    const holder = typeof copy.eh === 'function' ? copy : copy.methods;
    const original = holder?.eh;
    if (!holder || typeof original !== 'function') return copy;
    const eh = function (this: unknown, event: unknown) {
      handled += 1;
      return guarded(() => (original as (event: unknown) => unknown).call(this, event));
    };
    if (holder === copy) copy.eh = eh;
    else copy.methods = { ...copy.methods, eh };
    return copy;
  };

  const define = (name: string) =>
    framework.define(name, (env) => {
      const watched: ComponentEnv = {
        Page: (definition) => env.Page(counted(definition)),
        Component: (definition) => env.Component(counted(definition)),
        Behavior: (definition) => env.Behavior(definition),
      };
      load(`${name}.js`, watched);
    });

  const defined = new Set<string>();
  function mount(route: string, query: Record<string, string>): PageRecord {
    if (!files.pages.includes(route)) throw new Error(`page "${route}" is not found`);
    if (!defined.has(route)) define(route);
    defined.add(route);
    return openPage(framework, route, query);
  }

  const top = () => stack.at(-1);
  const isTab = (route: string) => tabs.some((tab) => tab.pagePath === route);

  function unload(page: PageRecord): void {
    guarded(() => page.instance.onUnload?.());
    page.mounted.release();
    tabPages.delete(page.route);
  }

  function go(how: NavigationRecord['how'], url: string, delta = 1): void {
    const current = top();
    if (how === 'navigateBack') {
      const removed = stack.splice(Math.max(1, stack.length - delta));
      for (const page of removed.reverse()) unload(page);
      if (removed.length > 0) guarded(() => top()?.instance.onShow?.());
      records.navigations.push({ how, path: top()?.route ?? '' });
      return;
    }
    const { route, query } = splitUrl(url, current?.route);
    if (!files.pages.includes(route)) throw new Error(`page "${route}" is not found`);
    if (how === 'switchTab' && !isTab(route)) throw new Error('can not switch to no-tabBar page');
    if ((how === 'navigateTo' || how === 'redirectTo') && isTab(route))
      throw new Error(`can not ${how} a tabbar page`);
    records.navigations.push({ how, path: url.replace(/^\//, '') });
    if (how === 'navigateTo') {
      guarded(() => current?.instance.onHide?.());
      stack.push(mount(route, query));
      return;
    }
    if (how === 'redirectTo') {
      if (current) unload(current);
      stack = [...stack.slice(0, -1), mount(route, query)];
      return;
    }
    if (how === 'switchTab') {
      if (current?.route === route) return;
      for (const page of [...stack].reverse()) {
        if (!isTab(page.route)) unload(page);
        else if (page === current) guarded(() => page.instance.onHide?.());
      }
      const known = tabPages.get(route);
      if (known) guarded(() => known.instance.onShow?.());
      const page = known ?? mount(route, query);
      tabPages.set(route, page);
      stack = [page];
      return;
    }
    for (const page of new Set([...stack, ...tabPages.values()])) unload(page);
    const page = mount(route, query);
    if (isTab(route)) tabPages.set(route, page);
    stack = [page];
  }

  const settle = () => new Promise<void>((done) => setTimeout(done, 0));

  function handle(page: PageRecord): PageHandle {
    const { element } = page.mounted;
    return {
      route: page.route,
      query: page.query,
      setData: page.setData,
      text: () => textOf(element),
      has: (text) => textOf(element).includes(text),
      find: (target) => find(element, target),
      nodes: () => nodeStats(element),
    };
  }

  function currentPage(): PageRecord {
    const page = top();
    if (!page) throw new Error('no page is open: call open() first');
    return page;
  }

  function locate(target: string): Element | undefined {
    return find(currentPage().mounted.element, target);
  }

  function trigger(element: Element, name: string, detail: object): void {
    const node = framework.nodeOf(element);
    if (!node) throw new Error(`<${element.tagName.toLowerCase()}> is no node of the page`);
    node.triggerEvent(name, detail, tapOptions);
  }

  function answerOpenType(button: Element, openType: string): void {
    if (openType.includes('agreePrivacyAuthorization')) trigger(button, 'agreeprivacyauthorization', {});
    if (openType.includes('getPhoneNumber')) {
      const code = person.phoneCode();
      const detail =
        code === null ? { errMsg: 'getPhoneNumber:fail user deny' } : { code, errMsg: 'getPhoneNumber:ok' };
      trigger(button, 'getphonenumber', detail);
    }
  }

  const weapp: Weapp = {
    records,
    person,
    storage,
    errors,
    async open(path = files.app.pages[0] ?? '') {
      const { route, query } = splitUrl(path);
      const start = { path: route, query, scene: messageScene, shareTicket: '', referrerInfo: {} };
      if (launched) guarded(() => app?.onHide?.());
      else {
        load('app.js');
        // Taro's recursive component, for trees deeper than its templates.
        if (files.has('comp.js')) define('comp');
        guarded(() => app?.onLaunch?.(start));
      }
      guarded(() => app?.onShow?.(start));
      go(launched ? 'reLaunch' : 'launch', path);
      launched = true;
      await settle();
      return handle(currentPage());
    },
    current: () => handle(currentPage()),
    stack: () => stack.map(({ route }) => route),
    async tap(target) {
      const element = locate(target);
      if (!element) {
        const tab = tabs.find(({ text }) => text === target);
        if (!tab || !isTab(currentPage().route))
          throw new Error(`nothing to tap for "${target}" in:\n${weapp.text()}`);
        go('switchTab', `/${tab.pagePath}`);
        await settle();
        return;
      }
      const before = handled;
      tapping = true;
      trigger(element, 'tap', {});
      const button = element.closest('button');
      const openType = button?.getAttribute('open-type') ?? '';
      if (button && openType) answerOpenType(button, openType);
      await settle();
      tapping = false;
      if (handled === before) throw new Error(`nothing answers a tap on "${target}"`);
    },
    async input(target, value) {
      const { element } = currentPage().mounted;
      const fields = [...element.querySelectorAll('input,textarea')];
      const named = fields.find((one) => one.getAttribute('placeholder') === target);
      const found = named ?? locate(target);
      const field = found?.matches('input,textarea') ? found : found?.querySelector('input,textarea');
      if (!field) throw new Error(`no field for "${target}" in:\n${weapp.text()}`);
      trigger(field, 'input', { value, cursor: value.length });
      trigger(field, 'blur', { value });
      await settle();
    },
    async back() {
      go('navigateBack', '');
      await settle();
    },
    text: () => textOf(currentPage().mounted.element),
    async waitFor<T>(what: string | (() => T), timeoutMs = defaultTimeoutMs): Promise<T | true> {
      const end = performance.now() + timeoutMs;
      for (;;) {
        const got = typeof what === 'string' ? (weapp.text().includes(what) ? true : undefined) : what();
        if (got) return got;
        if (performance.now() > end) {
          const wanted = typeof what === 'string' ? `"${what}"` : 'the condition';
          const failed = errors
            .map((error) => (error instanceof Error ? error.stack : String(error)))
            .join('\n');
          throw new Error(
            `${wanted} did not come in ${timeoutMs} ms. On the page:\n${weapp.text()}\n${failed}`,
          );
        }
        await new Promise((done) => setTimeout(done, pollMs));
      }
    },
    close() {
      for (const page of new Set([...stack, ...tabPages.values()])) guarded(() => unload(page));
      stack = [];
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
  return weapp;
}
