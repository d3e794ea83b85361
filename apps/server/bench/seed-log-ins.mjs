import { privacyVersion } from '@cheban/contracts';
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
    const token = newSecret();
    await desk.put('SessionEntity', {
      id: desk.id(),
      kind: 'owner',
      subjectId: accountId,
      accessHash: hashSecret(token),
      accessUntil: new Date(desk.now + 86_400_000),
      refreshHash: hashSecret(newSecret()),
      previousHash: null,
      refreshUntil: new Date(desk.now + 86_400_000),
      rotatedAt: new Date(desk.now),
      createdAt: new Date(desk.now),
      revokedAt: null,
    });
    found.push(token);
  }
  return found;
}
