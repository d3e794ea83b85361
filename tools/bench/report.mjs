/**
 * @typedef {object} Figure
 * @property {number} ours
 * @property {number} peer
 * @property {number} ratio
 * @property {number} goal
 * @property {'at least' | 'at most'} [sense] on which side of the goal is good; default at least
 * @property {string} unit of ours and peer
 * @property {Record<string, string | number>} [more] further facts of this figure, such as latencies
 */

/**
 * Whether a figure reaches its goal.
 * @param {Figure} figure
 */
export function isReached({ ratio, goal, sense = 'at least' }) {
  return sense === 'at least' ? ratio >= goal : ratio <= goal;
}

/**
 * Three digits that mean something.
 * @param {number} value
 */
export function rounded(value) {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/**
 * A figure of rates that were compared in pairs. Latencies belong to it where both sides have them.
 * @param {import('./pairs.mjs').Outcome} found
 * @param {{ goal: number, unit: string, pairs: number, more?: Record<string, string | number> }} about
 * @returns {Figure}
 */
export function figureOf({ ours, peer, ratio, lowest, highest }, { goal, unit, pairs, more }) {
  const latencies = ours.p99 > 0 && peer.p99 > 0;
  return {
    ours: ours.rate,
    peer: peer.rate,
    ratio,
    goal,
    unit,
    more: {
      ...(latencies && {
        oursP50Ms: rounded(ours.p50),
        oursP99Ms: rounded(ours.p99),
        peerP50Ms: rounded(peer.p50),
        peerP99Ms: rounded(peer.p99),
      }),
      ...more,
      lowestRatio: rounded(lowest),
      highestRatio: rounded(highest),
      pairs,
    },
  };
}

/**
 * What --json writes: a flat object of key → figure.
 * @param {Record<string, Figure>} figures
 */
export function asJson(figures) {
  return Object.fromEntries(
    Object.entries(figures).map(([key, { ours, peer, ratio, goal, sense = 'at least', unit, more }]) => [
      key,
      { ours: rounded(ours), peer: rounded(peer), ratio: rounded(ratio), goal, sense, unit, ...more },
    ]),
  );
}

/**
 * A table for people, one line a figure with its further facts below.
 * @param {Record<string, Figure>} figures
 */
export function asTable(figures) {
  const rows = [['key', 'ours', 'peer', 'unit', 'ratio', 'goal', '']];
  const below = new Map();
  for (const [key, figure] of Object.entries(figures)) {
    rows.push([
      key,
      String(rounded(figure.ours)),
      String(rounded(figure.peer)),
      figure.unit,
      figure.ratio.toFixed(2),
      `${figure.sense === 'at most' ? '≤' : '≥'} ${figure.goal}`,
      isReached(figure) ? '✓' : '✗ missed',
    ]);
    const more = Object.entries(figure.more ?? {}).map(([name, value]) => `${name} ${value}`);
    below.set(rows.length - 1, more);
  }
  const widths = [0, 1, 2, 3, 4, 5, 6].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .flatMap((row, at) => {
      const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
      const more = below.get(at) ?? [];
      return [cells.join('  ').trimEnd(), ...(more.length > 0 ? [`  ${more.join(' · ')}`] : [])];
    })
    .join('\n');
}
