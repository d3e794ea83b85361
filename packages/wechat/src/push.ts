import { parsePushBody } from './push-body.js';
import { decryptPush, isPushSignature } from './push-crypto.js';
import { PushError } from './push-error.js';
import { type PushEvent, readPushEvent } from './push-events.js';

export type PushSettings = {
  appId: string;
  token: string;
  /** Current key first, the previous one after it during a rotation. Empty in plain mode. */
  encodingAesKeys: readonly string[];
};

/** The query of a push request. */
export type PushQuery = {
  signature?: string;
  timestamp?: string;
  nonce?: string;
  echostr?: string;
  encrypt_type?: string;
  msg_signature?: string;
};

/**
 * Answers WeChat's check of the callback address.
 * @returns the echostr to answer with
 * @throws PushError `signature`
 */
export function verifyPushUrl(query: PushQuery, settings: PushSettings): string {
  assertSignature(query, settings);
  return query.echostr ?? '';
}

/**
 * Verifies and reads one push. When AES keys are set only encrypted pushes are accepted, because a plain one
 * is signed without its body and so could be forged by whoever saw one request.
 * @throws PushError
 */
export function openPush(query: PushQuery, body: string | Buffer, settings: PushSettings): PushEvent {
  const raw = parsePushBody(body);
  const encrypted = raw.Encrypt;
  if (typeof encrypted !== 'string') {
    if (settings.encodingAesKeys.length > 0)
      throw new PushError('not_encrypted', 'plain push in secure mode');
    assertSignature(query, settings);
    return readPushEvent(raw);
  }
  const { timestamp = '', nonce = '', msg_signature = '' } = query;
  if (!isPushSignature(msg_signature, settings.token, timestamp, nonce, encrypted)) {
    throw new PushError('signature', 'wrong msg_signature');
  }
  return readPushEvent(parsePushBody(decryptWithAny(encrypted, settings)));
}

function decryptWithAny(encrypted: string, settings: PushSettings): string {
  let failure: unknown = new PushError('malformed', 'no AES key is set');
  for (const key of settings.encodingAesKeys) {
    try {
      return decryptPush(encrypted, key, settings.appId);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function assertSignature(query: PushQuery, settings: PushSettings): void {
  const { signature = '', timestamp = '', nonce = '' } = query;
  if (!isPushSignature(signature, settings.token, timestamp, nonce)) {
    throw new PushError('signature', 'wrong signature');
  }
}
