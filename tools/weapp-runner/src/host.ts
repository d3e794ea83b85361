import { fileApis, type RequestOption, request, selectorQuery, storageApis } from './host-io.js';
import { personApis } from './host-person.js';
import { privacyGate } from './host-privacy.js';
import {
  type HostParts,
  type NavigationRecord,
  type Option,
  type Router,
  settle,
  type Wx,
} from './host-types.js';

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
  const privacy = privacyGate(parts.person);
  const wx: Wx = {
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
    ...fileApis(parts),
    request: (option: RequestOption) => request(option, parts),
    createSelectorQuery: selectorQuery,
    ...privacy.apis,
  };
  return { ...privacy.guard(wx), ...overrides };
}

/** The same functions; the name of each that is called goes into `called`. */
export function recorded(wx: Wx, called: Set<string>): Wx {
  return Object.fromEntries(
    Object.entries(wx).map(([name, api]) => [
      name,
      typeof api !== 'function'
        ? api
        : (...args: unknown[]) => {
            called.add(name);
            return (api as (...given: unknown[]) => unknown)(...args);
          },
    ]),
  );
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
