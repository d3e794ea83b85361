const SHOWN = [
  ['told on the phone', 'Messages that reached a phone'],
  ['opened', 'Messages opened'],
  ['visits', 'Visits'],
  ['calls', 'Calls'],
  ['ratings', 'Ratings'],
  ['late work', 'Late hand-overs'],
];
const WIDTH = 720;
const HEIGHT = 120;
/** Room for the dates under a chart. */
const DATES = 18;
const WEEK = 7;
const MOST_REASONS = 20;
/** Fewer days than that are drawn one by one. */
const DAYS_BY_WEEK = 8 * WEEK;

const plain = (/** @type {string} */ text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * One page with everything: figures, charts by week, what was refused and why reminders were not told.
 * @param {import('./options.mjs').SimulateOptions} options
 * @param {any} year
 * @param {any} without
 * @param {[what: string, figure: string][]} summary
 */
export function reportPage(options, year, without, summary) {
  const table = (/** @type {[string, string | number][]} */ rows) =>
    `<table>${rows.map(([what, figure]) => `<tr><th>${plain(what)}</th><td>${plain(String(figure))}</td></tr>`).join('')}</table>`;
  const step = year.days.length < DAYS_BY_WEEK ? 1 : WEEK;
  const charts = SHOWN.map(
    ([key, title]) =>
      `<figure><figcaption>${title}, by ${step === 1 ? 'day' : 'week'}</figcaption>${chart(String(key), step, year.days, without?.days)}</figure>`,
  ).join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A year with Cheban, seed ${options.seed}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:${WIDTH}px;margin:2rem auto;padding:0 1rem;color:#1c2430}
svg text{font-size:13px}@media(max-width:480px){svg text{font-size:20px}}h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th{text-align:left;font-weight:400;color:#5a6675;padding-right:1rem}th,td{vertical-align:baseline}td{text-align:right;font-variant-numeric:tabular-nums}
tr{border-bottom:1px solid #e6e9ee}figure{margin:1.5rem 0}figcaption{color:#5a6675}svg{width:100%;height:auto}
.ours{color:#2563eb}.theirs{color:#76808d}.good{color:#12805c}.bad{color:#c0362c}</style>
<h1>A year with Cheban</h1>
<p class="${year.wrong.length === 0 ? 'good' : 'bad'}">${year.wrong.length === 0 ? 'Every check of every day held.' : `${year.wrong.length} checks did not hold.`}</p>
${table(summary)}
${year.wrong.length === 0 ? '' : `<h2>Wrong</h2><ul>${year.wrong.map((/** @type {string} */ line) => `<li>${plain(line)}</li>`).join('')}</ul>`}
<h2>Through the year</h2>${without ? '<p><b class="ours">Blue</b>: with Cheban. <b class="theirs">Grey</b>: the same people with the same luck, nobody reminded.</p>' : ''}${charts}
<h2>Why reminders were not told</h2>${table(reasons(year.whys))}
<h2>All counts</h2>${table(Object.entries(year.counts))}
</html>`;
}

/** Why reminders were not told, the most frequent first; a wish to be reminded later is one reason, whatever the day. */
function reasons(/** @type {{ state: string, why: string, n: number }[]} */ whys) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const { state, why, n } of whys) {
    const reason = `${state}: ${why.replace(/\d{4}年\d{1,2}月\d{1,2}日/, '某日')}`;
    sums.set(reason, (sums.get(reason) ?? 0) + n);
  }
  return [...sums].sort(([, one], [, other]) => other - one).slice(0, MOST_REASONS);
}

/** Sums of whole steps (days) as a line of blue, those of the other year in grey. */
function chart(
  /** @type {string} */ key,
  /** @type {number} */ step,
  /** @type {any[]} */ days,
  /** @type {any[] | undefined} */ others,
) {
  const summed = (/** @type {any[]} */ list) => {
    const sums = [];
    for (let from = 0; from + step <= list.length; from += step)
      sums.push(list.slice(from, from + step).reduce((sum, day) => sum + (day.counts[key] ?? 0), 0));
    return sums;
  };
  // The year without reminders may have got further in the minutes given.
  const [ours, theirs] = [summed(days), others ? summed(others.slice(0, days.length)) : []];
  const most = Math.max(1, ...ours, ...theirs);
  const line = (/** @type {number[]} */ sums, /** @type {string} */ colour) =>
    sums.length === 0
      ? ''
      : `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${sums
          .map(
            (sum, week) =>
              `${((WIDTH - 40) * week) / Math.max(1, sums.length - 1) + 36},${HEIGHT - 4 - ((HEIGHT - 16) * sum) / most}`,
          )
          .join(' ')}"/>`;
  const [first, last] = [days[0]?.on ?? '', days.at(-1)?.on ?? ''];
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT + DATES}" role="img" font-size="13" fill="#5a6675"><text x="0" y="14">${most}</text><text x="0" y="${HEIGHT - 4}">0</text>
<text x="36" y="${HEIGHT + DATES - 3}">${first}</text><text x="${WIDTH - 4}" y="${HEIGHT + DATES - 3}" text-anchor="end">${last}</text>${line(theirs, '#b6bec9')}${line(ours, '#2563eb')}</svg>`;
}
