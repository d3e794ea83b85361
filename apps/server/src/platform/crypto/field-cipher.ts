import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { ValueTransformer } from 'typeorm';

/** Lengths of tails that can be searched: every kind of number is found by its last four characters. */
export const TAIL_LENGTH = 4;

/**
 * Encrypts personal data at rest (phone, plate, VIN, openid, unionid) with AES-256-GCM, and makes keyed blind
 * indexes for equality and for tails. Stored form: `<key id>.<base64url(iv 12 | cipher text | tag 16)>`.
 */
export class FieldCipher {
  private readonly byId: Map<string, Buffer>;
  private readonly current: { id: string; key: Buffer };

  constructor(
    keys: readonly { id: string; key: Buffer }[],
    private readonly indexKey: Buffer,
  ) {
    const first = keys[0];
    if (!first) throw new Error('FieldCipher needs at least one key');
    this.current = first;
    this.byId = new Map(keys.map((entry) => [entry.id, entry.key]));
  }

  /** Under which key new values are written. */
  get currentId(): string {
    return this.current.id;
  }

  /** Keys that can be read, the newest first. */
  get keyIds(): string[] {
    return [...this.byId.keys()];
  }

  encrypt(plain: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.current.key, iv);
    const body = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.current.id}.${body.toString('base64url')}`;
  }

  /** Whether the key of a stored value is configured. */
  canRead(stored: string): boolean {
    return this.byId.has(stored.slice(0, stored.indexOf('.')));
  }

  /** Throws if the value was altered or its key is not configured. */
  decrypt(stored: string): string {
    const dot = stored.indexOf('.');
    const key = this.byId.get(stored.slice(0, dot));
    if (!key) throw new Error('FieldCipher: the key of a stored value is not configured');
    const body = Buffer.from(stored.slice(dot + 1), 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, 12));
    decipher.setAuthTag(body.subarray(body.length - 16));
    const plain = decipher.update(body.subarray(12, body.length - 16));
    // Holds nothing for GCM, but throws if the tag does not fit.
    decipher.final();
    return plain.toString('utf8');
  }

  /** Blind index of a whole value, 22 characters; `kind` keeps equal texts of different kinds apart. */
  index(kind: string, plain: string): string {
    return createHmac('sha256', this.indexKey)
      .update(`${kind}\0${plain}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url');
  }

  /** Blind index of the last four characters; null if the value is shorter. */
  tailIndex(kind: string, plain: string): string | null {
    return plain.length < TAIL_LENGTH ? null : this.index(`${kind}-tail`, plain.slice(-TAIL_LENGTH));
  }
}

let active: FieldCipher | null = null;

/** Called once at boot: TypeORM transformers are static and cannot be injected. */
export function useFieldCipher(cipher: FieldCipher): void {
  active = cipher;
}

export function fieldCipher(): FieldCipher {
  if (!active) throw new Error('FieldCipher is not configured yet');
  return active;
}

/** The one transformer of encrypted columns. */
export const encrypted: ValueTransformer = {
  to: (plain: string | null | undefined) =>
    plain === null || plain === undefined ? plain : fieldCipher().encrypt(plain),
  from: (stored: string | null) =>
    stored === null || stored === undefined ? null : fieldCipher().decrypt(stored),
};

/** Marks a column whose cipher text the repository itself makes and opens, so that it is found when keys are changed. */
export const sealedByHand: ValueTransformer = { to: (value) => value, from: (value) => value };

/** Decrypts a nullable column of a raw query. */
export function decryptOrNull(stored: string | null): string | null {
  return stored === null ? null : fieldCipher().decrypt(stored);
}
