/**
 * The dedupe key of a message that a person sent again. It names the message that it repeats, and the unique key makes
 * one repetition of each message the most there can be. Pure.
 */
const PREFIX = 'again:';

/** Key of the repetition of a message, itself a repetition or not. */
export function repeatKey(messageId: string): string {
  return `${PREFIX}${messageId}`;
}

/** The message that a key says it repeats, or null. */
export function repeatedId(dedupeKey: string): string | null {
  return dedupeKey.startsWith(PREFIX) ? dedupeKey.slice(PREFIX.length) : null;
}
