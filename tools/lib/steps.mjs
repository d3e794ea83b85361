const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const PLAIN_NOTE_EVERY_MS = 10_000;

/**
 * Milliseconds for people: "640 ms", "3.2 s", "2 min 05 s".
 * @param {number} ms
 */
export function duration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/**
 * A list of steps shown while it is worked through: one line a step, with a moving mark and the latest note on a
 * terminal, and plain lines (begin, a note each 10 s, end) anywhere else.
 * @param {{ total: number, out?: NodeJS.WriteStream }} options total: how many steps there will be
 */
export function createSteps({ total, out = process.stdout }) {
  const live = Boolean(out.isTTY) && !process.env.CI;
  const begun = performance.now();
  let number = 0;

  /**
   * Runs one step. The work gets a function that shows a short note beside the step; what it gives back is passed on.
   * @template T
   * @param {string} name
   * @param {(note: (text: string) => void) => Promise<T> | T} work may return; a returned `{ skipped: string }` is shown
   * @returns {Promise<T>}
   */
  async function run(name, work) {
    number += 1;
    const label = `[${number}/${total}] ${name}`;
    const start = performance.now();
    let text = '';
    let frame = 0;
    let lastPlain = start;
    const draw = () => {
      frame += 1;
      const line = `${FRAMES[frame % FRAMES.length]} ${label}${text ? ` · ${text}` : ''} · ${duration(performance.now() - start)}`;
      out.write(`\r\u001b[2K${line.slice(0, (out.columns || 100) - 1)}`);
    };
    const timer = live ? setInterval(draw, 120) : undefined;
    if (!live) out.write(`… ${label}\n`);
    const note = (/** @type {string} */ value) => {
      text = value.replaceAll(/\s+/g, ' ').trim();
      if (live || performance.now() - lastPlain < PLAIN_NOTE_EVERY_MS) return;
      lastPlain = performance.now();
      out.write(`  ${label} · ${text}\n`);
    };
    const end = (/** @type {string} */ mark, /** @type {string} */ more) => {
      clearInterval(timer);
      out.write(
        `${live ? '\r\u001b[2K' : ''}${mark} ${label} · ${duration(performance.now() - start)}${more}\n`,
      );
    };
    try {
      const result = await work(note);
      const skipped = /** @type {any} */ (result)?.skipped;
      end('✓', typeof skipped === 'string' ? ` (${skipped})` : '');
      return result;
    } catch (error) {
      end('✗', '');
      throw error;
    }
  }

  return { run, elapsed: () => performance.now() - begun };
}
