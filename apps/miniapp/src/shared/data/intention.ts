import { newIdempotencyKey } from '@cheban/api-client';

/** Key of what a person is trying to do, kept while the try is repeated. */
export interface Intention {
  /**
   * The same content gets the same key until `settle`, so that a repeated tap after a lost answer cannot do it twice;
   * other content is another intention.
   * @param content what would be sent, as a JSON value
   */
  keyFor(content: unknown): string;
  /** It is done, or the server has refused it for good: the next try is a new intention. */
  settle(): void;
}

/** @param newKey makes keys; passed in by tests */
export function createIntention(newKey: () => string = newIdempotencyKey): Intention {
  let known: { key: string; content: string } | null = null;
  return {
    keyFor(content) {
      const text = JSON.stringify(content);
      if (known?.content !== text) known = { key: newKey(), content: text };
      return known.key;
    },
    settle() {
      known = null;
    },
  };
}
