import type { SimulatorClock } from './clock.js';

const LIFE_MS = 600_000;
const KEPT = 200_000;

/** client_msg_id of template messages: the same one for the same person counts once within ten minutes. */
export class ClientMessageIds {
  private readonly seen = new Map<string, { msgId: string; at: number }>();

  constructor(private readonly clock: SimulatorClock) {}

  find(openid: string, clientMsgId: string): string | null {
    const entry = this.seen.get(`${openid} ${clientMsgId}`);
    return entry && this.clock.now() - entry.at < LIFE_MS ? entry.msgId : null;
  }

  remember(openid: string, clientMsgId: string, msgId: string): void {
    this.seen.set(`${openid} ${clientMsgId}`, { msgId, at: this.clock.now() });
    if (this.seen.size > KEPT) {
      const oldest = this.seen.keys().next().value;
      if (oldest !== undefined) this.seen.delete(oldest);
    }
  }
}
