import { AsyncLocalStorage } from 'node:async_hooks';
import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';

interface LogContext {
  requestId?: string;
  jobId?: string;
}
const context = new AsyncLocalStorage<LogContext>();

/** Runs `work` so that every log line inside carries the request or job id. */
export function withLogContext<T>(values: LogContext, work: () => T): T {
  return context.run(values, work);
}

export function currentRequestId(): string | null {
  return context.getStore()?.requestId ?? null;
}

export type Logger = PinoLogger;
/** Injection token. */
export const LOGGER = Symbol('LOGGER');

/** Names under which personal data or secrets might slip into a log object. */
const hidden = [
  'phone',
  'plate',
  'vin',
  'openid',
  'unionid',
  'name',
  'password',
  'token',
  'code',
  'authorization',
];

/** Writes JSON lines to `to`, by default stdout. */
export function createLogger(level: string, role: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: { role },
    messageKey: 'message',
    mixin: () => context.getStore() ?? {},
    redact: { paths: hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
  };
  return to ? pino(options, to) : pino(options);
}

/** Nest's own messages through pino; its chatter about modules and routes stays at debug. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug(String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ detail: rest.map(String) }, String(message));
  }
  warn(message: unknown): void {
    this.logger.warn(String(message));
  }
  debug(message: unknown): void {
    this.logger.debug(String(message));
  }
  verbose(message: unknown): void {
    this.logger.trace(String(message));
  }
}
