import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { PushError } from './push-error.js';

const BLOCK = 32;

/** sha1 of the sorted, concatenated parts: WeChat's push signature. */
export function pushSignature(...parts: string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** Whether `signature` is right, compared in constant time. */
export function isPushSignature(signature: string, ...parts: string[]): boolean {
  const expected = Buffer.from(pushSignature(...parts));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * The 32-byte AES key of an EncodingAESKey.
 * @param encodingAesKey the 43 characters of the account's push settings
 */
export function readAesKey(encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  if (encodingAesKey.length !== 43 || key.length !== 32)
    throw new Error('EncodingAESKey must be 43 characters');
  return key;
}

/** Encrypts a message for `appId` as WeChat does: random, length, message, app id; AES-256-CBC; base64. */
export function encryptPush(message: string, encodingAesKey: string, appId: string): string {
  const key = readAesKey(encodingAesKey);
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(appId)]);
  const pad = BLOCK - (plain.length % BLOCK);
  // Node pads to 16 bytes, WeChat to 32: pad by hand.
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])),
    cipher.final(),
  ]).toString('base64');
}

/**
 * Decrypts what {@link encryptPush} made.
 * @throws PushError `malformed` when the key does not fit, `app_id` when it was meant for another app
 */
export function decryptPush(encrypted: string, encodingAesKey: string, appId: string): string {
  const key = readAesKey(encodingAesKey);
  let plain: Buffer;
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    plain = Buffer.concat([decipher.update(Buffer.from(encrypted, 'base64')), decipher.final()]);
  } catch {
    throw new PushError('malformed', 'not an AES-256-CBC text');
  }
  const pad = plain.at(-1) ?? 0;
  if (pad < 1 || pad > BLOCK || pad > plain.length) throw new PushError('malformed', 'bad padding');
  plain = plain.subarray(0, plain.length - pad);
  if (plain.length < 20) throw new PushError('malformed', 'too short');
  const end = 20 + plain.readUInt32BE(16);
  if (end > plain.length) throw new PushError('malformed', 'bad length');
  if (plain.subarray(end).toString() !== appId) throw new PushError('app_id', 'meant for another app');
  return plain.subarray(20, end).toString();
}
