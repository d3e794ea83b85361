import { readDist } from './dist-files.js';
import { type ComponentEnv, createFramework, type Framework } from './framework.js';
import { createWx, recorded } from './host.js';
import { defaultPerson } from './host-person.js';
import type { HostRecords, Person } from './host-types.js';
import { createModules } from './modules.js';
import { find, imagesOf, nodeStats, openPage, type PageRecord, textOf } from './page.js';
import { PageStack, splitUrl } from './page-stack.js';
import { waitUntil } from './wait.js';
import type { LaunchOptions, PageHandle, Weapp } from './weapp-types.js';

interface AppInstance extends Record<string, unknown> {
  onLaunch?(options: object): void;
  onShow?(options: object): void;
  onHide?(): void;
}

const tapOptions = { bubbles: true, composed: true, capturePhase: true };
/** Scene of opening from a template message card. */
const messageScene = 1014;
/** Scene of coming back from the list of what was used lately. */
const recentScene = 1089;

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
    payments: [],
    shares: [],
    documents: [],
    pictures: [],
  };
  const errors: unknown[] = [];
  const called = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  const intervals = new Set<NodeJS.Timeout>();
  let app: AppInstance | undefined;
  let launched = false;
  let tapping = false;
  let handled = 0;

  const guarded = <T>(run: () => T): T | undefined => {
    try {
      return run();
    } catch (error) {
      errors.push(error);
      return undefined;
    }
  };

  const load = createModules(files, {
    wx: recorded(
      createWx(
        {
          person,
          records,
          storage,
          router: { go: (how, url, delta) => stack.go(how, url, delta) },
          inTap: () => tapping,
        },
        options.wx ?? {},
      ),
      called,
    ),
    App: (definition) => {
      app = definition as AppInstance;
    },
    getApp: () => app,
    getCurrentPages: () => stack.all.map(({ instance }) => instance),
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
      intervals.add(timer);
      return timer;
    }) as typeof setInterval,
    clearInterval: ((timer?: NodeJS.Timeout) => {
      if (timer) intervals.delete(timer);
      clearInterval(timer);
    }) as typeof clearInterval,
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
    if (!defined.has(route)) define(route);
    defined.add(route);
    return openPage(framework, route, query);
  }

  const stack = new PageStack({ files, navigations: records.navigations, mount, guarded });
  const start = (route: string, query: Record<string, string>) => ({
    path: route,
    query,
    scene: messageScene,
    shareTicket: '',
    referrerInfo: {},
  });
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
      images: () => imagesOf(element),
    };
  }

  function currentPage(): PageRecord {
    const page = stack.top();
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
    if (openType.includes('share')) {
      const { instance } = currentPage();
      const card = (instance.onShareAppMessage as (from: object) => { title: string; path: string })({
        from: 'button',
      });
      records.shares.push({ title: card.title, path: card.path });
      handled += 1;
    }
  }

  const weapp: Weapp = {
    records,
    called,
    person,
    storage,
    errors,
    async open(path = files.app.pages[0] ?? '') {
      const { route, query } = splitUrl(path);
      const how = start(route, query);
      if (launched) guarded(() => app?.onHide?.());
      else {
        load('app.js');
        // Taro's recursive component, for trees deeper than its templates.
        if (files.has('comp.js')) define('comp');
        guarded(() => app?.onLaunch?.(how));
      }
      guarded(() => app?.onShow?.(how));
      stack.go(launched ? 'reLaunch' : 'launch', `/${path.replace(/^\//, '')}`);
      launched = true;
      await settle();
      return handle(currentPage());
    },
    current: () => handle(currentPage()),
    stack: () => stack.all.map(({ route }) => route),
    async tap(target) {
      const element = locate(target);
      if (!element) {
        const tab = tabs.find(({ text }) => text === target);
        if (!tab || !stack.isTab(currentPage().route))
          throw new Error(`nothing to tap for "${target}" in:\n${weapp.text()}`);
        stack.go('switchTab', `/${tab.pagePath}`);
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
      stack.go('navigateBack', '');
      await settle();
    },
    leave() {
      guarded(() => currentPage().instance.onHide?.());
      guarded(() => app?.onHide?.());
    },
    async comeBack() {
      const { route, query, instance } = currentPage();
      guarded(() => app?.onShow?.({ ...start(route, query), scene: recentScene }));
      guarded(() => instance.onShow?.());
      await settle();
    },
    async pullDown() {
      const { route, instance } = currentPage();
      const config = JSON.parse(files.read(`${route}.json`)) as { enablePullDownRefresh?: boolean };
      if (!config.enablePullDownRefresh) throw new Error(`${route} cannot be pulled down`);
      guarded(() => instance.onPullDownRefresh?.());
      await settle();
    },
    text: () => textOf(currentPage().mounted.element),
    waitFor: (what, timeoutMs) => waitUntil(what, weapp, timeoutMs),
    ticking: () => intervals.size,
    close() {
      stack.clear();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
  return weapp;
}
