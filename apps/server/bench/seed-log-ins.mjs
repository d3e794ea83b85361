import { privacyVersion } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { hashSecret, newSecret } from '../dist/platform/crypto/index.js';

/** WeChat accounts of some owners, each logged in for a day; tells their access tokens. */
export async function logIn(/** @type {import('./desk.mjs').Desk} */ desk, /** @type {string[]} */ ownerIds) {
  const found = [];
  for (const ownerId of ownerIds) {
    const accountId = desk.id();
    const openid = `bench-${accountId}`;
    await desk.put('AccountEntity', {
      id: accountId,
      ownerId,
      miniOpenid: openid,
      miniIndex: desk.cipher.index('mini', openid),
      officialOpenid: null,
      officialIndex: null,
      unionid: null,
      unionIndex: null,
      follower: false,
      consentVersion: privacyVersion,
      consentAt: new Date(desk.now),
      createdAt: new Date(desk.now),
      lastSeenAt: new Date(desk.now),
    });
    found.push((await putSession(desk, 'owner', accountId)).token);
  }
  return found;
}

/**
 * A log-in of an account or of somebody who works here, good for some days: the id of its row, and the access token.
 * @param {import('./desk.mjs').Desk} desk
 * @param {'owner' | 'staff'} kind
 * @param {string} subjectId
 */
export async function putSession(desk, kind, subjectId, days = 1) {
  const [id, token] = [desk.id(), newSecret()];
  const at = new Date(desk.now);
  const until = new Date(desk.now + days * DAY_MS);
  await desk.put('SessionEntity', {
    id,
    kind,
    subjectId,
    accessHash: hashSecret(token),
    accessUntil: until,
    refreshHash: hashSecret(newSecret()),
    previousHash: null,
    refreshUntil: until,
    rotatedAt: at,
    createdAt: at,
    revokedAt: null,
  });
  return { id, token };
}
