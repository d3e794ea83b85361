export type PushErrorReason =
  | 'signature'
  | 'too_large'
  | 'doctype'
  | 'malformed'
  | 'app_id'
  | 'not_encrypted';

/** A push that must not be believed, and why. */
export class PushError extends Error {
  constructor(
    readonly reason: PushErrorReason,
    message: string,
  ) {
    super(message);
    this.name = 'PushError';
  }
}
