/**
 * A statement without what may differ between two equal requests: white space and the instant of now (any instant with
 * milliseconds).
 * @param {string} statement as the database logged it
 */
export function normalise(statement) {
  return statement
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}'/g, "'<instant>'")
    .trim();
}

/**
 * Compares what two servers asked of the database for one page. The order does not count: both ask several things at
 * once.
 * @param {readonly string[]} ours
 * @param {readonly string[]} peer
 * @returns {string[]} one line for each statement that only one of them ran; empty if they did the same
 */
export function differences(ours, peer) {
  const left = ours.map(normalise);
  const right = peer.map(normalise);
  const onlyOurs = without(left, right).map((statement) => `only ours: ${statement}`);
  return [...onlyOurs, ...without(right, left).map((statement) => `only the peer: ${statement}`)];
}

/** Each of the second list takes away one equal entry of the first. */
function without(/** @type {string[]} */ list, /** @type {string[]} */ others) {
  const rest = [...list];
  for (const other of others) {
    const at = rest.indexOf(other);
    if (at >= 0) rest.splice(at, 1);
  }
  return rest;
}
