import { type ErrorCode, errors } from '@cheban/contracts';

export interface ErrorDetails {
  fields?: { path: string; message: string }[];
  retryAfterSec?: number;
}

/** The only error that use cases throw. Knows nothing of HTTP; the filter turns it into an answer. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
  ) {
    super(`${code}: ${errors[code].text}`);
    this.name = 'AppError';
  }
}

/** Missing and foreign things answer alike, so that nobody learns what exists. */
export function notFound(): AppError {
  return new AppError('REQUEST.NOT_FOUND');
}

/** One field of a form that will not do, with a Chinese sentence that says what to do. */
export function invalidField(path: string, message: string): AppError {
  return new AppError('REQUEST.INVALID', { fields: [{ path, message }] });
}
