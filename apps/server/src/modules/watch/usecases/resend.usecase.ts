import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { RepeatedReminders } from '../../care/index.js';
import { MessageChecks, ResendMessage } from '../../messaging/index.js';

/** A person sends a message again; a reminder's answers and checks follow to the new one. */
@Injectable()
export class Resend {
  constructor(
    private readonly messages: ResendMessage,
    private readonly checks: MessageChecks,
    private readonly reminders: RepeatedReminders,
  ) {}

  /**
   * Returns the id of the new message. Throws REQUEST.NOT_FOUND, MESSAGE.NOT_RESENDABLE, MESSAGE.RESENT and
   * MESSAGE.OUTDATED (what it says is not true any more).
   */
  run(actor: StaffActor, id: string, reason: string): Promise<string> {
    return this.messages.run(actor, id, reason, async (tx, old, newId) => {
      if ((await this.checks.findUntrue([old])).size > 0) throw new AppError('MESSAGE.OUTDATED');
      await this.reminders.follow(tx, old, newId);
    });
  }
}
