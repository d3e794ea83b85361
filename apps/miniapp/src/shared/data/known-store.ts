import { storage } from '@/shared/platform';

/** A store that can be rung. */
export interface KnownStore {
  readonly name: string;
  readonly phone: string;
}

const key = 'cheban.store';

/** Keeps the store of the owner's car on the phone: without a network, or while the server is away, it can still be rung. */
export function rememberStore(store: KnownStore): void {
  storage.write(key, store);
}

export function knownStore(): KnownStore | undefined {
  return storage.read<KnownStore>(key);
}

export function forgetStore(): void {
  storage.remove(key);
}
