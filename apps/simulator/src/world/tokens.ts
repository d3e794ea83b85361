import { randomBytes } from 'node:crypto';
import type { SimulatorClock } from './clock.js';

type Token = { appId: string; expiresAt: number };
type Stable = { token: string; forcedAt: number; forcedDay: number; forcedToday: number };

const LIFE_MS = 7_200_000;
const OVERLAP_MS = 300_000;
const FORCE_PAUSE_MS = 30_000;
const FORCES_A_DAY = 20;
const DAY_MS = 86_400_000;

/** Access tokens of both kinds. The kinds do not cancel each other. */
export class AccessTokenDesk {
  private readonly tokens = new Map<string, Token>();
  private readonly latest = new Map<string, string>();
  private readonly stable = new Map<string, Stable>();

  constructor(private readonly clock: SimulatorClock) {}

  /** GET /cgi-bin/token: a new token every time; the one before works five minutes more. */
  issue(appId: string): { token: string; expiresIn: number } {
    const before = this.tokens.get(this.latest.get(appId) ?? '');
    if (before) before.expiresAt = Math.min(before.expiresAt, this.clock.now() + OVERLAP_MS);
    const token = this.make(appId);
    this.latest.set(appId, token);
    return { token, expiresIn: LIFE_MS / 1000 };
  }

  /** POST /cgi-bin/stable_token: the same token until five minutes before its end. */
  issueStable(appId: string, force: boolean): { token: string; expiresIn: number } {
    const now = this.clock.now();
    const held = this.stable.get(appId);
    const heldToken = held && this.tokens.get(held.token);
    const left = heldToken ? heldToken.expiresAt - now : 0;
    if (held && heldToken) {
      const day = Math.floor(now / DAY_MS);
      const forcedToday = held.forcedDay === day ? held.forcedToday : 0;
      const mayForce = now - held.forcedAt >= FORCE_PAUSE_MS && forcedToday < FORCES_A_DAY;
      if (force && mayForce) {
        this.tokens.delete(held.token);
        const token = this.make(appId);
        this.stable.set(appId, { token, forcedAt: now, forcedDay: day, forcedToday: forcedToday + 1 });
        return { token, expiresIn: LIFE_MS / 1000 };
      }
      if (left > OVERLAP_MS) return { token: held.token, expiresIn: Math.floor(left / 1000) };
    }
    const token = this.make(appId);
    const base = held ?? { forcedAt: 0, forcedDay: 0, forcedToday: 0 };
    this.stable.set(appId, { ...base, token });
    return { token, expiresIn: LIFE_MS / 1000 };
  }

  /** 0 when the token is good for the app, else the errcode. */
  check(token: string, appId: string): 0 | 40001 | 42001 | 48001 {
    const found = this.tokens.get(token);
    if (!found) return 40001;
    if (found.appId !== appId) return 48001;
    return found.expiresAt > this.clock.now() ? 0 : 42001;
  }

  /** Ends all tokens at once: as expired (42001) or as replaced by somebody else (40001). */
  end(how: 'expire' | 'revoke'): void {
    if (how === 'revoke') {
      this.tokens.clear();
      return;
    }
    for (const token of this.tokens.values()) token.expiresAt = 0;
  }

  dump() {
    return { tokens: [...this.tokens], latest: [...this.latest], stable: [...this.stable] };
  }

  load(saved: ReturnType<AccessTokenDesk['dump']>): void {
    for (const [token, value] of saved.tokens) {
      if (value.expiresAt > this.clock.now()) this.tokens.set(token, value);
    }
    for (const [appId, token] of saved.latest) this.latest.set(appId, token);
    for (const [appId, value] of saved.stable) this.stable.set(appId, value);
  }

  private make(appId: string): string {
    const token = `86_${randomBytes(48).toString('base64url')}`;
    this.tokens.set(token, { appId, expiresAt: this.clock.now() + LIFE_MS });
    return token;
  }
}
