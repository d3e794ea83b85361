const defaultTimeoutMs = 5000;
const pollMs = 15;

/** Waits for words of the page, or for something truthy. @throws Error with the text of the page and what went uncaught */
export async function waitUntil<T>(
  what: string | (() => T),
  page: { text: () => string; errors: readonly unknown[] },
  timeoutMs = defaultTimeoutMs,
): Promise<T | true> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const got = typeof what === 'string' ? (page.text().includes(what) ? true : undefined) : what();
    if (got) return got;
    if (performance.now() > end) {
      const wanted = typeof what === 'string' ? `"${what}"` : 'the condition';
      const failed = page.errors
        .map((error) => (error instanceof Error ? error.stack : String(error)))
        .join('\n');
      throw new Error(`${wanted} did not come in ${timeoutMs} ms. On the page:\n${page.text()}\n${failed}`);
    }
    await new Promise((done) => setTimeout(done, pollMs));
  }
}
