import { createHash } from 'node:crypto';

/** The seed of random numbers that nobody can foretell who does not know the secret. */
export function seedOf(secret: string): [number, number, number, number] {
  const hash = createHash('sha256').update(secret).digest();
  return [hash.readInt32LE(0), hash.readInt32LE(4), hash.readInt32LE(8), hash.readInt32LE(12)];
}
