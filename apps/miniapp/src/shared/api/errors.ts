import { ApiError } from '@cheban/api-client';
import type { LoadError } from '@/shared/data/resource';

const unknownWords = '我们这边出了点小问题，请稍后再试。';

/** Nobody is logged in and the platform cannot log in by itself. */
export function needsLogin(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

/** The owner has to verify a phone number before this page can show anything. */
export function needsBinding(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'AUTH.BIND_NEEDED';
}

/** The privacy consent is missing, was withdrawn, or is of an older text. */
export function needsConsent(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'AUTH.CONSENT_NEEDED';
}

/** The server has refused it: sending the same again will be refused again. */
export function isFinal(error: unknown): boolean {
  return error instanceof ApiError && !error.retry;
}

/** What a link names is not there, not this person's, or was never a name. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof ApiError && (error.code === 'REQUEST.NOT_FOUND' || error.code === 'REQUEST.INVALID')
  );
}

/** Why something was refused: what the first field says of itself, else the whole. */
export function describeProblem(error: unknown): string {
  const field = error instanceof ApiError ? error.fields[0] : undefined;
  return field?.message ?? describeError(error).message;
}

/** Words for people; codes, English and stack traces never reach the screen. */
export function describeError(error: unknown): LoadError {
  if (!(error instanceof ApiError)) return { message: unknownWords, offline: false, cause: error };
  return { message: error.message, offline: error.code === 'NETWORK', cause: error };
}
