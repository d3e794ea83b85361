/** One request the mini-program made. `status` is null when no answer came. */
export interface RequestRecord {
  method: string;
  url: string;
  status: number | null;
  /** Duration in ms. */
  ms: number;
}

export interface NavigationRecord {
  how: 'launch' | 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch' | 'navigateBack';
  /** Path with query, without a leading slash. */
  path: string;
}

/** What a person would answer, and what the phone is like. Change it at any time. */
export interface Person {
  online: boolean;
  /** Code that wx.login gives, one per call. */
  loginCode: () => string;
  /** Answer to the getPhoneNumber button: a code, or null for 拒绝. */
  phoneCode: () => string | null;
  /** Answer to requestSubscribeMessage per template. */
  subscribe: (templateId: string) => 'accept' | 'reject' | 'ban' | 'filter';
  /** Answer to showModal: true is the confirm button. */
  confirm: (modal: { title: string; content: string }) => boolean;
  /** Whether WeChat still has to ask for the privacy consent. */
  privacyNeeded: boolean;
  /** Text size set in WeChat, px. */
  fontSize: number;
}

export interface HostRecords {
  requests: RequestRecord[];
  navigations: NavigationRecord[];
  /** Template ids of each requestSubscribeMessage call. */
  subscribeRequests: string[][];
  toasts: string[];
  modals: { title: string; content: string }[];
  calls: string[];
}

/** The router behind the navigation APIs. */
export interface Router {
  go(how: NavigationRecord['how'], url: string, delta?: number): void;
}

export interface HostParts {
  person: Person;
  records: HostRecords;
  storage: Map<string, unknown>;
  router: Router;
  /** True while a tap is being handled: some APIs ask for that. */
  inTap: () => boolean;
}

type Option = Record<string, unknown> & {
  success?: (answer: object) => void;
  fail?: (answer: object) => void;
  complete?: (answer: object) => void;
};

/** The `wx` object: every value by name. */
export type Wx = Record<string, unknown>;

function settle(name: string, option: Option | undefined, failure: string | null, answer: object = {}): void {
  const result = { errMsg: failure === null ? `${name}:ok` : `${name}:fail ${failure}`, ...answer };
  // WeChat answers later, never inside the call.
  setTimeout(() => {
    if (failure === null) option?.success?.(result);
    else option?.fail?.(result);
    option?.complete?.(result);
  }, 0);
}

/** An API that only succeeds. */
const quiet = (name: string, answer: object = {}) =>
  [name, (option?: Option) => settle(name, option, null, answer)] as const;

const quietApis = [
  'setNavigationBarTitle',
  'setNavigationBarColor',
  'showNavigationBarLoading',
  'hideNavigationBarLoading',
  'showLoading',
  'hideLoading',
  'hideToast',
  'stopPullDownRefresh',
  'startPullDownRefresh',
  'pageScrollTo',
  'setTabBarBadge',
  'removeTabBarBadge',
  'showTabBarRedDot',
  'hideTabBarRedDot',
  'setTabBarStyle',
  'vibrateShort',
  'vibrateLong',
  'setClipboardData',
  'openLocation',
  'previewImage',
  'openSetting',
  'loadFontFace',
];

const listenerApis = [
  'onNetworkStatusChange',
  'offNetworkStatusChange',
  'onAppShow',
  'onAppHide',
  'offAppShow',
  'offAppHide',
  'onError',
  'offError',
  'onUnhandledRejection',
  'offUnhandledRejection',
  'onPageNotFound',
  'offPageNotFound',
  'onThemeChange',
  'onWindowResize',
  'offWindowResize',
  'onMemoryWarning',
];

const screen = {
  windowWidth: 390,
  windowHeight: 760,
  screenWidth: 390,
  screenHeight: 844,
  pixelRatio: 3,
  statusBarHeight: 47,
};
const device = { brand: 'Cheban', model: 'runner', system: 'iOS 17.0', platform: 'ios' };

/** Makes the `wx` object. Overrides replace single APIs. */
export function createWx(parts: HostParts, overrides: Wx): Wx {
  const appBase = () => ({
    SDKVersion: '3.8.0',
    version: '8.0.50',
    language: 'zh_CN',
    theme: 'light',
    fontSizeSetting: parts.person.fontSize,
  });
  const system = () => ({
    ...screen,
    ...device,
    ...appBase(),
    safeArea: { top: 47, bottom: 810, left: 0, right: 390, width: 390, height: 763 },
  });
  return {
    ...Object.fromEntries(quietApis.map((name) => quiet(name))),
    ...Object.fromEntries(listenerApis.map((name) => [name, () => undefined])),
    env: { USER_DATA_PATH: '/user' },
    canIUse: () => true,
    nextTick: (run: () => void) => setTimeout(run, 0),
    getSystemInfoSync: system,
    getSystemInfo: (option: Option) => settle('getSystemInfo', option, null, system()),
    getWindowInfo: () => screen,
    getDeviceInfo: () => device,
    getAppBaseInfo: appBase,
    getSystemSetting: () => ({ locationEnabled: true }),
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
    }),
    getMenuButtonBoundingClientRect: () => ({
      top: 51,
      bottom: 83,
      left: 281,
      right: 378,
      width: 97,
      height: 32,
    }),
    getUpdateManager: () => ({
      onCheckForUpdate() {},
      onUpdateReady() {},
      onUpdateFailed() {},
      applyUpdate() {},
    }),
    ...storageApis(parts.storage),
    ...navigationApis(parts.router),
    ...personApis(parts),
    request: (option: RequestOption) => request(option, parts),
    createSelectorQuery: selectorQuery,
    ...overrides,
  };
}

function storageApis(storage: Map<string, unknown>): Wx {
  const copy = (value: unknown) => (value === undefined ? '' : (structuredClone(value) as unknown));
  return {
    getStorageSync: (key: string) => copy(storage.get(key)),
    setStorageSync: (key: string, value: unknown) => void storage.set(key, copy(value)),
    removeStorageSync: (key: string) => void storage.delete(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: () => ({ keys: [...storage.keys()], currentSize: 1, limitSize: 10240 }),
    getStorage: (option: Option) =>
      storage.has(String(option.key))
        ? settle('getStorage', option, null, { data: copy(storage.get(String(option.key))) })
        : settle('getStorage', option, 'data not found'),
    setStorage(option: Option) {
      storage.set(String(option.key), copy(option.data));
      settle('setStorage', option, null);
    },
    removeStorage(option: Option) {
      storage.delete(String(option.key));
      settle('removeStorage', option, null);
    },
  };
}

function navigationApis(router: Router): Wx {
  const to = (how: NavigationRecord['how']) => (option: Option) => {
    try {
      router.go(how, String(option.url ?? ''), Number(option.delta ?? 1));
    } catch (error) {
      settle(how, option, error instanceof Error ? error.message : String(error));
      return;
    }
    settle(how, option, null);
  };
  return Object.fromEntries(
    (['navigateTo', 'redirectTo', 'switchTab', 'reLaunch', 'navigateBack'] as const).map((how) => [
      how,
      to(how),
    ]),
  );
}

type PrivacyListener = (resolve: (answer: { event: string; buttonId?: string }) => void) => void;

function personApis({ person, records, inTap }: HostParts): Wx {
  let ask: PrivacyListener | undefined;
  return {
    login: (option: Option) => settle('login', option, null, { code: person.loginCode() }),
    checkSession: (option: Option) => settle('checkSession', option, null),
    getNetworkType: (option: Option) =>
      settle('getNetworkType', option, null, { networkType: person.online ? 'wifi' : 'none' }),
    showToast(option: Option) {
      records.toasts.push(String(option.title ?? ''));
      settle('showToast', option, null);
    },
    showModal(option: Option) {
      const modal = { title: String(option.title ?? ''), content: String(option.content ?? '') };
      records.modals.push(modal);
      const confirm = person.confirm(modal);
      settle('showModal', option, null, { confirm, cancel: !confirm });
    },
    makePhoneCall(option: Option) {
      records.calls.push(String(option.phoneNumber ?? ''));
      settle('makePhoneCall', option, null);
    },
    requestSubscribeMessage(option: Option & { tmplIds?: string[] }) {
      const ids = option.tmplIds ?? [];
      if (!inTap()) {
        settle('requestSubscribeMessage', option, 'can only be invoked by user TAP gesture.');
        return;
      }
      if (ids.length === 0 || ids.length > 3) {
        settle('requestSubscribeMessage', option, 'bad tmplIds', {
          errCode: ids.length === 0 ? 10001 : 20003,
        });
        return;
      }
      records.subscribeRequests.push(ids);
      settle(
        'requestSubscribeMessage',
        option,
        null,
        Object.fromEntries(ids.map((id) => [id, person.subscribe(id)])),
      );
    },
    requestPayment: (option: Option) => settle('requestPayment', option, null),
    getSetting: (option: Option) =>
      settle('getSetting', option, null, { authSetting: {}, subscriptionsSetting: { mainSwitch: true } }),
    onNeedPrivacyAuthorization(listener: PrivacyListener) {
      ask = listener;
    },
    getPrivacySetting: (option: Option) =>
      settle('getPrivacySetting', option, null, {
        needAuthorization: person.privacyNeeded,
        privacyContractName: '《用户隐私保护指引》',
      }),
    requirePrivacyAuthorize(option: Option) {
      if (!person.privacyNeeded || !ask) {
        settle('requirePrivacyAuthorize', option, null);
        return;
      }
      ask((answer) => {
        if (answer.event === 'agree') person.privacyNeeded = false;
        settle(
          'requirePrivacyAuthorize',
          option,
          answer.event === 'agree' ? null : 'privacy permission is not authorized',
        );
      });
    },
    openPrivacyContract: (option: Option) => settle('openPrivacyContract', option, null),
  };
}

interface RequestOption extends Option {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
  timeout?: number;
}

const defaultTimeoutMs = 60_000;

/** wx.request over real HTTP. */
function request(option: RequestOption, { person, records }: HostParts): object {
  const control = new AbortController();
  const method = (option.method ?? 'GET').toUpperCase();
  const started = performance.now();
  const record: RequestRecord = { method, url: option.url, status: null, ms: 0 };
  records.requests.push(record);
  const url = new URL(option.url);
  let body: string | undefined;
  if (method !== 'GET' && option.data !== undefined) {
    body = typeof option.data === 'string' ? option.data : JSON.stringify(option.data);
  } else if (option.data && typeof option.data === 'object') {
    for (const [key, value] of Object.entries(option.data)) url.searchParams.set(key, String(value));
  }
  const run = async () => {
    if (!person.online) throw new Error('network is down');
    const signal = AbortSignal.any([control.signal, AbortSignal.timeout(option.timeout ?? defaultTimeoutMs)]);
    // WeChat sends JSON unless told otherwise.
    const headers =
      body === undefined ? option.header : { 'content-type': 'application/json', ...option.header };
    const answer = await fetch(url, { method, body, headers, signal });
    const text = await answer.text();
    record.status = answer.status;
    let data: unknown = text;
    try {
      data = JSON.parse(text);
    } catch {
      // As in WeChat: what is no JSON arrives as text.
    }
    return { data, statusCode: answer.status, header: Object.fromEntries(answer.headers), cookies: [] };
  };
  run().then(
    (answer) => {
      record.ms = performance.now() - started;
      settle('request', option, null, answer);
    },
    (error: unknown) => {
      record.ms = performance.now() - started;
      settle('request', option, error instanceof Error ? error.message : String(error), { errno: 600001 });
    },
  );
  return { abort: () => control.abort(), onHeadersReceived() {}, offHeadersReceived() {} };
}

/** There is no layout here: every box is empty, which callers must survive anyway. */
function selectorQuery(): object {
  const results: unknown[] = [];
  const box = { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0, scrollLeft: 0, scrollTop: 0 };
  const field = (callback?: (answer: object) => void) => {
    results.push(box);
    callback?.(box);
    return query;
  };
  const node = {
    boundingClientRect: field,
    scrollOffset: field,
    fields: (_: object, callback?: (answer: object) => void) => field(callback),
    node: field,
  };
  const query = {
    in: () => query,
    select: () => node,
    selectAll: () => node,
    selectViewport: () => node,
    exec(callback?: (answers: unknown[]) => void) {
      setTimeout(() => callback?.(results), 0);
      return query;
    },
  };
  return query;
}
