import { ApiError } from '@cheban/api-client';

/** Waits before each further try, in ms, spread by a half, so that many phones do not ask together. */
const waitsMs = [300, 700, 1_500, 3_000];

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms * (0.75 + Math.random() / 2)));

/**
 * Asks the same again until an answer comes, for changes that the server answers once however often they are sent
 * (a grab, a turn of the wheel, an answer of a quiz).
 * @param onSlow called before each wait
 * @throws what cannot be mended by asking again, and the last failure of all
 */
export async function insist<T>(call: () => Promise<T>, onSlow: () => void): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const wait = waitsMs[attempt];
      if (!(error instanceof ApiError) || !error.retry || wait === undefined) throw error;
      onSlow();
      await pause(wait);
    }
  }
}
