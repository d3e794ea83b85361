/** Letters and digits that are not mixed up when read out: no 0/O, 1/l/I. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';
const LENGTH = 12;

/** A one-time password that can be read out on the phone: 12 characters in groups of four. */
export function newPassword(
  random: (bytes: Uint8Array) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): string {
  const letters: string[] = [];
  // 256 is no multiple of 54: bytes beyond the last full round are thrown away, so that every letter is as likely.
  const fair = 256 - (256 % ALPHABET.length);
  while (letters.length < LENGTH) {
    for (const byte of random(new Uint8Array(LENGTH))) {
      if (byte < fair && letters.length < LENGTH) letters.push(ALPHABET.charAt(byte % ALPHABET.length));
    }
  }
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}
