interface DriverError {
  code?: string;
  errno?: number;
  driverError?: { code?: string; errno?: number; message?: string };
  message?: string;
}

function driverCode(error: unknown): string {
  const value = error as DriverError | null;
  return value?.driverError?.code ?? value?.code ?? '';
}

export function isDeadlock(error: unknown): boolean {
  return driverCode(error) === 'ER_LOCK_DEADLOCK';
}

export function isLockTimeout(error: unknown): boolean {
  return driverCode(error) === 'ER_LOCK_WAIT_TIMEOUT';
}

/** A unique key refused the row; with `key` only if it was that key. */
export function isDuplicate(error: unknown, key?: string): boolean {
  if (driverCode(error) !== 'ER_DUP_ENTRY') return false;
  const value = error as DriverError;
  return key === undefined || (value.driverError?.message ?? value.message ?? '').includes(key);
}

const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'PROTOCOL_ENQUEUE_AFTER_QUIT',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  'ER_QUERY_INTERRUPTED',
  'ENOENT',
  'POOL_CLOSED',
  // No room on its disk: it takes writes again when there is.
  'ER_DISK_FULL',
  'ER_RECORD_FILE_FULL',
  'ER_ERROR_ON_WRITE',
]);

/** The database is gone, full or too busy; the request may be sent again. */
export function isDatabaseAway(error: unknown): boolean {
  const message = (error as Error | null)?.message ?? '';
  return (
    away.has(driverCode(error)) ||
    message.includes('Queue limit reached') ||
    message.includes('closed state') ||
    message.includes('Connection lost')
  );
}
