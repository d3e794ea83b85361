import { Injectable } from '@nestjs/common';

/** A folder of encrypted files of one room, as the change of keys sees it. */
export interface SealedStore {
  /** Stable literal, for people who change keys. */
  readonly name: string;
  /** The key id of every file. */
  keyIds(): Promise<string[]>;
  /** Encrypts anew what does not lie under the newest key; says how many files. Safe to break off and to repeat. */
  reseal(): Promise<number>;
}

/** Every room that keeps encrypted files names itself here. */
@Injectable()
export class SealedStores {
  private readonly stores: SealedStore[] = [];

  add(store: SealedStore): void {
    this.stores.push(store);
  }

  all(): readonly SealedStore[] {
    return this.stores;
  }
}
