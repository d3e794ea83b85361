/**
 * The middle of some numbers; of an even count the mean of the two in the middle.
 * @param {readonly number[]} numbers at least one
 */
export function median(numbers) {
  if (numbers.length === 0) throw new Error('There is no median of nothing');
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = /** @type {number} */ (sorted[half]);
  return sorted.length % 2 === 1 ? upper : (Number(sorted[half - 1]) + upper) / 2;
}

/**
 * The value below which a share of sorted numbers lies (nearest rank).
 * @param {ArrayLike<number>} sorted at least one, ascending
 * @param {number} share above 0, at most 1
 */
export function percentile(sorted, share) {
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length)));
  return /** @type {number} */ (sorted[rank - 1]);
}

/**
 * @typedef {object} Turn one turn of one side, or the medians of all of them
 * @property {number} rate work done per second
 * @property {number} p50 milliseconds
 * @property {number} p99 milliseconds
 *
 * @typedef {{ ours: Turn, peer: Turn, ratio: number, lowest: number, highest: number }} Outcome ratio: the median of
 *   the ratios of the pairs, so that a machine that is busy for a while disturbs both sides alike; lowest and highest:
 *   of the pairs
 */

/**
 * Lets ours and the peer take turns, so that both see the same minute of the same machine.
 * @param {number} pairs
 * @param {{ ours: () => Promise<Turn>, peer: () => Promise<Turn> }} sides
 * @param {(done: number) => void} [tell] told after each pair
 * @returns {Promise<Outcome>}
 */
export async function takeTurns(pairs, sides, tell = () => {}) {
  /** @type {Turn[]} */
  const ours = [];
  /** @type {Turn[]} */
  const peer = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    // Whoever comes second may find warmer caches; so the first place changes hands.
    for (const side of pair % 2 === 0 ? ['ours', 'peer'] : ['peer', 'ours']) {
      if (side === 'ours') ours.push(await sides.ours());
      else peer.push(await sides.peer());
    }
    tell(pair + 1);
  }
  const ratios = ours.map((turn, pair) => turn.rate / /** @type {Turn} */ (peer[pair]).rate);
  return {
    ours: middle(ours),
    peer: middle(peer),
    ratio: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
  };
}

/** @returns {Turn} */
function middle(/** @type {Turn[]} */ turns) {
  return {
    rate: median(turns.map((turn) => turn.rate)),
    p50: median(turns.map((turn) => turn.p50)),
    p99: median(turns.map((turn) => turn.p99)),
  };
}
