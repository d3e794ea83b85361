import type { HostRecords, Person, Wx } from './host-types.js';
import type { NodeStats, SetDataStats } from './page.js';

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
  images(): { src: string; mode: string }[];
}

/** A running mini-program. */
export interface Weapp {
  readonly records: HostRecords;
  /** Names of the `wx` functions that were called so far. */
  readonly called: ReadonlySet<string>;
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
  /** The person turns to another app: nothing is closed. */
  leave(): void;
  /** They turn back to the page they left. */
  comeBack(): Promise<void>;
  /** Pulls the page down to have it loaded again. @throws Error where the page does not allow that */
  pullDown(): Promise<void>;
  text(): string;
  /**
   * Waits until the words are on the page or the function gives something truthy.
   * @throws Error with the text of the page after `timeoutMs` (5 s)
   */
  waitFor<T>(what: string | (() => T), timeoutMs?: number): Promise<T | true>;
  /** Intervals that run now, of whatever page. */
  ticking(): number;
  /** Ends pages and timers. */
  close(): void;
}
