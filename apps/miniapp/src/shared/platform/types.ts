/**
 * What the app needs from the platform it runs on, one interface per ability. Each has a `.weapp.ts` and a `.h5.ts`
 * side; the build takes one of them by its suffix. Nothing else in the app asks which platform it is on.
 */

export interface StoragePlatform {
  /** The stored value, or undefined when there is none or it cannot be read. */
  read<T>(key: string): T | undefined;
  /** Stores a JSON value; a full or blocked store is not an error, the value is then lost on the next start. */
  write(key: string, value: unknown): void;
  remove(key: string): void;
  /** Whether the person set a large text size for the whole platform. */
  systemTextIsLarge(): boolean;
}

/** Proof of who is at the phone, to be exchanged by our API for tokens. Single use, lives five minutes. */
export type LoginCredential =
  | { readonly kind: 'weapp'; readonly code: string }
  | {
      readonly kind: 'web';
      readonly code: string;
      /** We asked for this log-in ourselves: the state that came back is the one we sent. */
      readonly asked: boolean;
    };

export interface LoginPlatform {
  /** True where log-in needs no action of the person (mini-program). */
  readonly silent: boolean;
  /**
   * A fresh credential, or null when the person has to go through WeChat's page first (`redirect`).
   * @throws Error when WeChat refuses or cannot be reached
   */
  credential(): Promise<LoginCredential | null>;
  /** Whether the app was opened with a fresh code: whoever it belongs to counts, not who was logged in before. */
  arrived(): boolean;
  /**
   * Leaves for WeChat's log-in page, which comes back with a code. Does nothing where log-in is silent.
   * @param next page path with query, without leading slash, that opens after the log-in
   */
  redirect(authorizeUrl: string, next: string): void;
}

export type SubscribeResult = 'accept' | 'reject' | 'ban' | 'filter';

export interface SubscribeAnswer {
  readonly templateId: string;
  readonly result: SubscribeResult;
}

export interface SubscribePlatform {
  /** Whether this platform has subscribe messages at all. */
  readonly available: boolean;
  /**
   * Asks for one more message per template. Must be called directly in a tap.
   * Never throws: no answer (closed, no network, switched off) is an empty list.
   * @param templateIds at most 3 are asked, the rest is left out
   */
  ask(templateIds: readonly string[]): Promise<readonly SubscribeAnswer[]>;
}

/** WeChat (or our own code on H5) waits for the person's answer about personal data. */
export interface PrivacyNeed {
  /** @param buttonId id of the native button that was tapped; WeChat checks it */
  agree(buttonId: string): void;
  disagree(): void;
}

export interface PrivacyPlatform {
  /** Whether agreeing needs WeChat's own button type. */
  readonly nativeButton: boolean;
  /** Called with each open question, and with null once it is answered. @returns stop listening */
  onNeed(listener: (need: PrivacyNeed | null) => void): () => void;
  /** Makes sure consent was given before personal data is touched; asks if not. @returns whether it was given */
  require(): Promise<boolean>;
  /** The consent was withdrawn: the next `require` asks again, as far as that is ours to ask. */
  forget(): void;
  /** Opens WeChat's page of the privacy contract. @returns false where there is none: the app then shows the text. */
  openContract(): boolean;
}

export type PhoneAnswer =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'refused' }
  /** The account has no quota or the client is too old: offer the SMS way. */
  | { readonly kind: 'unavailable' };

export interface PhonePlatform {
  /** Whether the one-tap phone button exists; the SMS way always does. */
  readonly oneTap: boolean;
  /** Reads the event of a `getPhoneNumber` button. */
  answer(detail: unknown): PhoneAnswer;
  /** Starts a call. */
  call(phoneNumber: string): void;
}

export interface NetworkPlatform {
  isOnline(): boolean;
  /** @returns stop listening */
  onChange(listener: (online: boolean) => void): () => void;
}

export interface KeyboardPlatform {
  /** Lets Enter and the space bar press what a tap would press. Call once, at start. */
  enable(): void;
}

export interface DocumentsPlatform {
  /**
   * Fetches a PDF with the log-in and shows it, or hands it to the browser under its name.
   * @returns the answer's HTTP status; only 200 was shown
   * @throws when no answer came or it could not be shown
   */
  open(file: { readonly url: string; readonly token: string; readonly name: string }): Promise<{
    readonly status: number;
  }>;
}

export interface AlbumPlatform {
  /**
   * What a page shows a large picture by: whatever stands on a WeChat page goes from the logic to the view as text, so that a
   * code of 100 KB would stop the page for a moment.
   * @param picture data address
   * @param name ASCII, without ending
   */
  addressOf(picture: string, name: string): string;
  /**
   * Keeps a picture among the photos of the phone, or hands it to the browser.
   * @param picture data address
   * @param name ASCII, without ending
   * @returns false when the person has not allowed it, or it could not be written
   */
  save(picture: string, name: string): Promise<boolean>;
}

/** A picture of the phone, not uploaded yet: a temporary path in WeChat, a file in a browser. */
export type LocalPhoto = { readonly path: string } | { readonly file: Blob };

export interface PlacePlatform {
  /**
   * Where the phone is, in WGS-84 degrees; asks the person if need be.
   * @returns `refused` when the person does not allow it, null when it cannot be found. Never throws: nothing may wait for it
   */
  locate(): Promise<{ readonly latitude: number; readonly longitude: number } | 'refused' | null>;
  /** Opens where the person can allow it after all, directly in a tap; null where no page can (browsers). */
  readonly openSettings: (() => Promise<void>) | null;
}

export interface CameraPlatform {
  /** Lets the person take or choose pictures. @returns at most `most`; none if they closed it */
  pick(most: number): Promise<readonly LocalPhoto[]>;
  /**
   * Uploads one picture as the form field `file`.
   * @returns HTTP status and the JSON of the answer
   * @throws when no answer came
   */
  upload(
    photo: LocalPhoto,
    to: { readonly url: string; readonly token: string },
  ): Promise<{ readonly status: number; readonly body: unknown }>;
}

export interface PageFilesPlatform {
  /** Brings a page back whose script did not come, for want of a network or because a new version is out. Call once. */
  guard(): void;
}

/**
 * What became of WeChat's own window. `done` proves nothing: the server asks WeChat Pay. `too_old`: this WeChat, or this
 * browser, has no such window.
 */
export type PayAnswer = 'done' | 'cancelled' | 'failed' | 'too_old';

export interface PayPlatform {
  /** The app whose openid pays here; the server asks for it. */
  readonly app: 'mini' | 'official';
  /** Opens the cashier of WeChat. Never throws. */
  request(params: {
    readonly appId: string;
    readonly timeStamp: string;
    readonly nonceStr: string;
    readonly package: string;
    readonly signType: 'RSA';
    readonly paySign: string;
  }): Promise<PayAnswer>;
  /** Lets the person confirm that they take a transfer of the merchant. Never throws. */
  take(params: {
    readonly mchId: string;
    readonly appId: string;
    readonly package: string;
  }): Promise<PayAnswer>;
}

export interface HapticPlatform {
  /** One short tick under the finger, where the phone can. */
  tick(): void;
}

export interface ClipboardPlatform {
  /** @returns whether it was copied */
  copy(text: string): Promise<boolean>;
}

export interface SharePlatform {
  /** Whether a button of type `share` opens the platform's own way to send this page to a friend. */
  readonly native: boolean;
  /**
   * Address that opens a page from outside; null where only the platform itself can do that.
   * @param path page path with query, without leading slash
   */
  linkOf(path: string): string | null;
}

export interface MotionPlatform {
  /** Whether the person asked their phone for less motion. */
  reduced(): boolean;
}
