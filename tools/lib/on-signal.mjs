/**
 * Calls the work once for the first SIGINT, SIGTERM or SIGHUP; further ones are ignored while it runs, so that an
 * impatient Ctrl-C cannot leave a database half stopped.
 * @param {(signal: NodeJS.Signals) => void} work
 */
export function onFirstSignal(work) {
  let heard = false;
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (heard) return;
      heard = true;
      work(signal);
    });
  }
}
