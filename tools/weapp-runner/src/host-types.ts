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
  /** So many requests are answered; those after them wait as on a network that has gone quiet. */
  answered: number;
  /** Code that wx.login gives, one per call. */
  loginCode: () => string;
  /** Answer to the getPhoneNumber button: a code, or null for 拒绝. */
  phoneCode: () => string | null;
  /** Answer to requestSubscribeMessage per template. */
  subscribe: (templateId: string) => 'accept' | 'reject' | 'ban' | 'filter';
  /** Answer to showModal: true is the confirm button. */
  confirm: (modal: { title: string; content: string }) => boolean;
  /** Whether the person lets the mini-program add to their album. */
  album: boolean;
  /** The picture that the person takes or chooses; null if they close the camera. */
  photo: () => Uint8Array<ArrayBuffer> | null;
  /** Where the person is, in degrees; null if they do not let the mini-program know. */
  place: { latitude: number; longitude: number } | null;
  /** What the person does in the mini-program's settings in WeChat, once they are open. */
  settings: () => void;
  /** What the person does in WeChat's cashier or on its page for taking money: true goes through, false closes it. */
  pays: () => boolean;
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
  /** Windows of WeChat Pay that were opened, and the package that each was given. */
  payments: { api: string; package: string }[];
  /** Cards that were sent to a friend with a button of type `share`, as the page made them. */
  shares: { title: string; path: string }[];
  /** Files that WeChat's reader was asked to show: type and size in bytes. */
  documents: { fileType: string; bytes: number }[];
  /** Pictures that were saved to the album: name and bytes. */
  pictures: { name: string; bytes: Buffer }[];
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

export type Option = Record<string, unknown> & {
  success?: (answer: object) => void;
  fail?: (answer: object) => void;
  complete?: (answer: object) => void;
};

/** The `wx` object: every value by name. */
export type Wx = Record<string, unknown>;

/** Answers a call later, as WeChat does, and never inside it. `failure` null is success. */
export function settle(
  name: string,
  option: Option | undefined,
  failure: string | null,
  answer: object = {},
): void {
  const result = { errMsg: failure === null ? `${name}:ok` : `${name}:fail ${failure}`, ...answer };
  setTimeout(() => {
    if (failure === null) option?.success?.(result);
    else option?.fail?.(result);
    option?.complete?.(result);
  }, 0);
}
