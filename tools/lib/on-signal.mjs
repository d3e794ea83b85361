const LOOK_FOR_PARENT_EVERY_MS = 500;

/**
 * Calls the work once for the first SIGINT, SIGTERM or SIGHUP; further ones are ignored while it runs, so that an
 * impatient Ctrl-C cannot leave a database half stopped. The end of npm counts as SIGHUP: a shell that npm puts between
 * may die of a signal without passing it on, and a copy that nobody holds any more would run for ever.
 * @param {(signal: NodeJS.Signals) => void} work
 */
export function onFirstSignal(work) {
  let heard = false;
  const hear = (/** @type {NodeJS.Signals} */ signal) => {
    if (heard) return;
    heard = true;
    clearInterval(watch);
    work(signal);
  };
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.env['npm_lifecycle_event'] && process.ppid !== parent) hear('SIGHUP');
  }, LOOK_FOR_PARENT_EVERY_MS);
  watch.unref();
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => hear(signal));
}
