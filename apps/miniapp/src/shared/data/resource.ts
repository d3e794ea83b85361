/** What went wrong while loading, in words for people. */
export interface LoadError {
  readonly message: string;
  readonly offline: boolean;
  /** The error itself, for pages that offer another way (log in, bind a phone). */
  readonly cause?: unknown;
}

/** A thing a page shows: on its way, here, or failed. `data` stays while it is refreshed or when a refresh fails. */
export type Resource<T> =
  | { readonly status: 'loading'; readonly data?: T }
  | { readonly status: 'ready'; readonly data: T }
  | { readonly status: 'error'; readonly error: LoadError; readonly data?: T };

export const loading: Resource<never> = { status: 'loading' };

export function ready<T>(data: T): Resource<T> {
  return { status: 'ready', data };
}
