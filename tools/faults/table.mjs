const BEGIN = '<!-- runs: begin -->';
const END = '<!-- runs: end -->';
const HEAD = [
  '| | what is broken | what must hold | seeds | broken variant | result | seen |',
  '|---|---|---|---|---|---|---|',
];

/**
 * @typedef {{ name: string, file: string, passed: boolean }} Seen one test of one run; file from the root
 * @typedef {{ seed: number, seen: Seen[] }} Run
 * @typedef {{ id: string, what: string, holds: string, seeds: number, failed: number[], caught: 'yes' | 'no' | 'none', on: string }} Verdict
 *   failed: seeds with a broken invariant, or a broken variant that nobody noticed
 */

/**
 * What the runs say about an experiment. Null if none of them has met it. Tests that are passed over (no programs on the
 * machine) do not count as seen.
 * @param {import('./experiments.mjs').Experiment} experiment
 * @param {readonly Run[]} runs
 * @param {string} on business date of the runs
 * @returns {Verdict | null}
 */
export function judge(experiment, runs, on) {
  const { id, what, holds, proofs, broken } = experiment;
  const met = runs.map(({ seed, seen }) => ({
    seed,
    proofs: pick(seen, proofs),
    broken: pick(seen, broken),
  }));
  const whole = met.filter((one) => one.proofs.missing === 0);
  if (whole.length === 0) return null;
  const failed = whole.filter((one) => !one.proofs.good || !one.broken.good || one.broken.missing > 0);
  const unnoticed = failed.some((one) => !one.broken.good || one.broken.missing > 0);
  return {
    ...{ id, what, holds, seeds: whole.length, on },
    failed: failed.map(({ seed }) => seed),
    caught: broken.length === 0 ? 'none' : unnoticed ? 'no' : 'yes',
  };
}

function pick(
  /** @type {readonly Seen[]} */ seen,
  /** @type {readonly import('./experiments.mjs').Tests[]} */ wanted,
) {
  const found = wanted.map(({ file, match }) =>
    seen.filter((one) => one.file === file && match.test(one.name)),
  );
  return {
    missing: found.filter((tests) => tests.length === 0).length,
    good: found.flat().every(({ passed }) => passed),
  };
}

/** A row of the table. */
export function rowOf(/** @type {Verdict} */ verdict) {
  const { id, what, holds, seeds, failed, caught, on } = verdict;
  const result = failed.length === 0 ? 'holds' : `**broken** (seed ${failed.join(', ')})`;
  return `| ${id} | ${what} | ${holds} | ${seeds} | ${{ yes: 'caught', no: '**not caught**', none: '–' }[caught]} | ${result} | ${on} |`;
}

/**
 * The text with the rows of these verdicts in its table; rows of experiments that were not met stay as they are.
 * @param {string} text
 * @param {readonly Verdict[]} verdicts
 */
export function writeTable(text, verdicts) {
  const [start, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`The text has no place for the table (${BEGIN} … ${END})`);
  /** @type {Map<string, string>} */
  const rows = new Map();
  for (const line of text.slice(start, end).split('\n')) {
    const id = /^\| (E\d+) \|/.exec(line)?.[1];
    if (id) rows.set(id, line);
  }
  for (const verdict of verdicts) rows.set(verdict.id, rowOf(verdict));
  const sorted = [...rows].sort(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1))).map(([, row]) => row);
  return `${text.slice(0, start)}${[BEGIN, ...HEAD, ...sorted].join('\n')}\n${text.slice(end)}`;
}
