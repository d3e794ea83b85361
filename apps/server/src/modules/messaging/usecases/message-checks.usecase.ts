import type { MessageKind } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { DueMessage } from '../persistence/message.mapper.js';

/**
 * Looks at messages again just before they are sent, in the transaction that commits them as sent. Returns the reason, in
 * Chinese, of each that is not true any more.
 */
export type MessageCheck = (messages: readonly DueMessage[]) => Promise<ReadonlyMap<string, string>>;

/** Which room knows whether a kind of message is still true. Filled at boot by the rooms above. */
@Injectable()
export class MessageChecks {
  private readonly checks = new Map<MessageKind, MessageCheck>();

  /** `check` answers null while the message is true, else why not. Throws if the kind has a check already. */
  register(kind: MessageKind, check: (message: DueMessage) => Promise<string | null>): void {
    this.registerMany([kind], async (messages) => {
      const untrue = new Map<string, string>();
      for (const message of messages) {
        const why = await check(message);
        if (why !== null) untrue.set(message.id, why);
      }
      return untrue;
    });
  }

  /** The same for a whole batch of messages of these kinds at once. */
  registerMany(kinds: readonly MessageKind[], check: MessageCheck): void {
    for (const kind of kinds) {
      if (this.checks.has(kind)) throw new Error(`Messages of kind ${kind} have a check already`);
      this.checks.set(kind, check);
    }
  }

  /** Message id → why it is not true any more. What speaks of nothing in particular cannot become untrue. */
  async findUntrue(messages: readonly DueMessage[]): Promise<Map<string, string>> {
    const byCheck = new Map<MessageCheck, DueMessage[]>();
    for (const message of messages) {
      if (message.subjectId === null) continue;
      const check = this.checks.get(message.kind);
      if (check) byCheck.set(check, [...(byCheck.get(check) ?? []), message]);
    }
    const untrue = new Map<string, string>();
    for (const [check, group] of byCheck) {
      for (const [id, why] of await check(group)) untrue.set(id, why);
    }
    return untrue;
  }
}
