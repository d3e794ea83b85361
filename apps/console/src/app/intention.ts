import { ApiError, newIdempotencyKey } from '@cheban/api-client';

/**
 * What would be sent, as text that is the same for the same content. JSON knows nothing of a file (it is `{}`), so it
 * stands there by what tells it from another one; the same file chosen again is the same content.
 */
function contentOf(input: unknown): string {
  const known = (_: string, value: unknown) =>
    value instanceof File ? [value.name, value.type, value.size, value.lastModified] : value;
  return JSON.stringify(input, known) ?? '';
}

/**
 * Idempotency key of one form: the same content keeps its key until an answer is certain, so that pressing the button
 * again after a lost answer is the same request to the server; changed content is a new intention.
 */
export class Intention {
  private current: { content: string; key: string } | null = null;

  constructor(private readonly newKey: () => string = newIdempotencyKey) {}

  /** The key for this content. */
  keyFor(content: unknown): string {
    const text = contentOf(content);
    if (this.current?.content !== text) this.current = { content: text, key: this.newKey() };
    return this.current.key;
  }

  /** Call with the outcome: `null` for success, else the error. An uncertain outcome keeps the key. */
  settle(error: unknown): void {
    const uncertain = error instanceof ApiError && error.retry;
    if (!uncertain) this.current = null;
  }
}

/** What a person has begun and nobody has answered yet: a second tap on it is the first tap, not another request. */
export class Underway<V> {
  private readonly running = new Map<string, Promise<V>>();

  /** Starts it, or hands over what the same content has started before. */
  once(content: unknown, start: () => Promise<V>): Promise<V> {
    const text = contentOf(content);
    const before = this.running.get(text);
    if (before) return before;
    const answer = start().finally(() => this.running.delete(text));
    this.running.set(text, answer);
    return answer;
  }
}
