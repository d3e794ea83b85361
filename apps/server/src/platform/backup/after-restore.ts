import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';

/** Milliseconds. Between them things were sent that the restored database knows nothing of. */
export interface RestoredGap {
  readonly takenAt: number;
  readonly restoredAt: number;
}

/** What a room does so that nothing goes out again that went out between the backup and the restore. */
export interface AfterRestore {
  /** Stable literal. */
  readonly name: string;

  /** After what fell due in the gap was worked off with nobody sending. Counts by word, for people. */
  settle(tx: Tx, gap: RestoredGap): Promise<Record<string, number>>;
}

/** Every room that sends something names itself here. */
@Injectable()
export class AfterRestores {
  private readonly rooms: AfterRestore[] = [];

  add(room: AfterRestore): void {
    this.rooms.push(room);
  }

  all(): readonly AfterRestore[] {
    return this.rooms;
  }
}
