import { ApiError, newIdempotencyKey } from '@cheban/api-client';

/**
 * Idempotency key of one form: the same content keeps its key until an answer is certain, so that pressing the button
 * again after a lost answer is the same request to the server; changed content is a new intention.
 */
export class Intention {
  private current: { content: string; key: string } | null = null;

  constructor(private readonly newKey: () => string = newIdempotencyKey) {}

  /** The key for this content. */
  keyFor(content: unknown): string {
    const text = JSON.stringify(content) ?? '';
    if (this.current?.content !== text) this.current = { content: text, key: this.newKey() };
    return this.current.key;
  }

  /** Call with the outcome: `null` for success, else the error. An uncertain outcome keeps the key. */
  settle(error: unknown): void {
    const uncertain = error instanceof ApiError && error.retry;
    if (!uncertain) this.current = null;
  }
}
