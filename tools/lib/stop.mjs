/**
 * A failure that a person can act on: its message is one sentence that says what is wrong and what to do.
 * Tools print the sentence without a stack and exit 1; any other error is a bug and keeps its stack.
 */
export class Stop extends Error {
  /**
   * @param {string} sentence what is wrong and what to do about it
   * @param {{ detail?: string, cause?: unknown }} [more] detail: lines worth seeing below the sentence, such as the end of a log
   */
  constructor(sentence, more = {}) {
    super(sentence, { cause: more.cause });
    this.name = 'Stop';
    /** @type {string} */
    this.detail = more.detail ?? '';
  }
}

/**
 * Prints a failure to stderr: a Stop as its sentence (and detail), anything else with its stack.
 * @param {unknown} error
 */
export function printFailure(error) {
  if (error instanceof Stop) {
    if (error.detail) process.stderr.write(`${error.detail.trimEnd()}\n\n`);
    process.stderr.write(`${error.message}\n`);
    return;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
}

/**
 * Turns a file system error into a Stop when a person can mend it (no room, no permission); else gives it back unchanged.
 * @param {any} error
 * @param {string} path what was being written
 */
export function asFileStop(error, path) {
  const code = error?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Stop(
      `The disk is full: nothing more can be written to ${path}; free some space and run this again.`,
      {
        cause: error,
      },
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Stop(
      `No permission to write to ${path}; choose another folder with --data DIR or change its owner.`,
      {
        cause: error,
      },
    );
  }
  if (code === 'ENOENT') {
    // What Linux answers when folders are to be made on a read-only file system.
    return new Stop(
      `${path} cannot be made: its disk is read-only or missing; choose another folder with --data DIR.`,
      {
        cause: error,
      },
    );
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new Stop(`${path} is in the way: a folder is needed there; choose another one with --data DIR.`, {
      cause: error,
    });
  }
  return error;
}
