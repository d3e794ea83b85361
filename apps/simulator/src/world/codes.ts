import { randomBytes } from 'node:crypto';
import type { SimulatorClock } from './clock.js';

export type CodeKind = 'login' | 'phone' | 'web';
type Code = { kind: CodeKind; openid: string; expiresAt: number; used: boolean };

const LIFE_MS = 300_000;
const KEPT = 100_000;

/** Single-use codes that live five minutes: wx.login, getPhoneNumber and web login. */
export class Codes {
  private readonly codes = new Map<string, Code>();

  constructor(private readonly clock: SimulatorClock) {}

  /** @param openid the person's mini-program openid, whatever the kind */
  mint(kind: CodeKind, openid: string): string {
    const code = `0${randomBytes(15).toString('hex')}${kind[0]}`;
    this.codes.set(code, { kind, openid, expiresAt: this.clock.now() + LIFE_MS, used: false });
    if (this.codes.size > KEPT) {
      const oldest = this.codes.keys().next().value;
      if (oldest !== undefined) this.codes.delete(oldest);
    }
    return code;
  }

  /** The person a code belongs to, or the errcode: 40029 unknown or expired, 40163 used before. */
  redeem(kind: CodeKind, code: string): { openid: string } | { errcode: 40029 | 40163 } {
    const found = this.codes.get(code);
    if (!found || found.kind !== kind || found.expiresAt <= this.clock.now()) return { errcode: 40029 };
    if (found.used) return { errcode: 40163 };
    found.used = true;
    return { openid: found.openid };
  }

  /** Whose code it is, without using it. */
  owner(kind: CodeKind, code: string): string | null {
    const found = this.codes.get(code);
    return found?.kind === kind ? found.openid : null;
  }
}
