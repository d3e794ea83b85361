import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';

/** When a person sends a reminder's message again, the reminder belongs to the new message: answers go by it. */
@Injectable()
export class RepeatedReminders {
  /** Lets what the old message told follow to the new one; a message of no reminder changes nothing. */
  async follow(tx: Tx, old: { id: string; vehicleId: string | null }, newId: string): Promise<void> {
    if (old.vehicleId === null) return;
    await tx.manager.query('UPDATE care_item SET message_id = ? WHERE vehicle_id = ? AND message_id = ?', [
      newId,
      old.vehicleId,
      old.id,
    ]);
  }
}
