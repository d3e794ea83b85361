import { z } from 'zod';

/** Variables about how long one waits for others. */
export const patienceEnv = {
  /** Milliseconds that a request waits for a connection, and for a byte of an answer, before it is told "busy". */
  DATABASE_WAIT_MS: z.coerce.number().int().min(100).max(60_000).default(3_000),
  DATABASE_SILENCE_MS: z.coerce.number().int().min(1_000).max(3_600_000).default(60_000),
  /** Milliseconds between SIGTERM and the closed door of an API: until then whoever stands before it has gone elsewhere. */
  DRAIN_MS: z.coerce.number().int().min(0).max(60_000).default(0),
};

export interface PatienceConfig {
  /** Requests have people waiting; jobs work through long statements. */
  readonly databasePatience: Record<'api' | 'background', { connectionMs: number; silenceMs: number }>;
  readonly drainMs: number;
}

/** So many times longer than a request a job waits for the database. */
const BACKGROUND = 15;

export function patienceOf(value: Record<keyof typeof patienceEnv, number>): PatienceConfig {
  const { DATABASE_WAIT_MS: connectionMs, DATABASE_SILENCE_MS: silenceMs, DRAIN_MS: drainMs } = value;
  return {
    databasePatience: {
      api: { connectionMs, silenceMs },
      background: { connectionMs: BACKGROUND * connectionMs, silenceMs: BACKGROUND * silenceMs },
    },
    drainMs,
  };
}
