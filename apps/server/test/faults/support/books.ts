/**
 * The checker of fault tests: compares what our books (SQL) say with what the provider's log says. Pure but for
 * `readBooks`; a message is known to both sides by a mark that stands in one of its template values.
 */
import type { World } from '../../support/world.js';

/** One message as our books have it. */
export interface Intent {
  id: string;
  mark: string;
  ownerId: string;
  class: string;
  state: string;
  channel: string | null;
  why: string;
}

/** One message as the provider has it. */
export interface Delivered {
  mark: string;
  channel: string;
}

export interface Books {
  intents: Intent[];
  delivered: Delivered[];
  /** Credits, and the sum of the ledger, of each account and template. */
  credits: { pair: string; credits: number; ledger: number }[];
  /** Cap places taken, by owner and period. */
  caps: { key: string; places: number }[];
}

export interface Expectation {
  /** Marks of everything that was planned: none may be missing from the books. */
  planned: readonly string[];
  /** How many messages were on their way when something broke: at most so many may be in doubt. */
  inFlight: number;
}

const ENDS = new Set(['accepted', 'delivered', 'failed', 'suppressed', 'expired', 'unknown']);
const MARK = /\[([a-z0-9-]+)\]/;
const MOST_SHOWN = 5;

/** The form of a mark inside a template value. */
export const marked = (mark: string) => `[${mark}]`;

/** What is wrong, one line for each kind of wrong; empty if the books are right. */
export function checkBooks(books: Books, { planned, inFlight }: Expectation): string[] {
  const wrong = new Map<string, string[]>();
  const tell = (what: string, mark: string) => wrong.set(what, [...(wrong.get(what) ?? []), mark]);
  const times = new Map<string, number>();
  for (const { mark } of books.delivered) times.set(mark, (times.get(mark) ?? 0) + 1);
  for (const [mark, count] of times) if (count > 1) tell('told twice', mark);

  const known = new Map(books.intents.map((intent) => [intent.mark, intent]));
  for (const mark of planned) if (!known.has(mark)) tell('absent from the books', mark);
  for (const mark of times.keys()) if (!known.has(mark)) tell('told without a plan', mark);

  let inDoubt = 0;
  for (const { mark, state, channel } of books.intents) {
    const told = times.has(mark);
    if (!ENDS.has(state)) tell(`left as ${state}`, mark);
    const saidToPhone = (state === 'accepted' || state === 'delivered') && channel !== 'inbox';
    if (saidToPhone && !told) tell('lost: the books say it was sent', mark);
    if (told && (state === 'suppressed' || state === 'expired' || channel === 'inbox'))
      tell(`told, but the books say ${state}`, mark);
    if (state === 'unknown') inDoubt += 1;
  }
  if (inDoubt > inFlight) tell('in doubt', `${inDoubt} of at most ${inFlight}`);
  for (const { pair, credits, ledger } of books.credits)
    if (credits !== ledger || credits < 0)
      tell('credits and ledger differ', `${pair}: ${credits}, ${ledger}`);
  for (const { key, places } of books.caps) {
    const limit = key.includes(' marketing:') ? 2 : 1;
    if (places > limit) tell('over the cap', `${key}: ${places}`);
  }
  return [...wrong].map(([what, marks]) => {
    const more = marks.length > MOST_SHOWN ? ` and ${marks.length - MOST_SHOWN} more` : '';
    return `${what}: ${marks.slice(0, MOST_SHOWN).join(', ')}${more}`;
  });
}

/** How many intents stand in each state. */
export function countStates(books: Books): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of books.intents) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

const markOf = (values: Iterable<string>): string | null => {
  for (const value of values) {
    const found = MARK.exec(value)?.[1];
    if (found !== undefined) return found;
  }
  return null;
};

/** Reads both sides of a world; messages without a mark are nobody's business here. */
export async function readBooks(world: Pick<World, 'rows' | 'simulator'>): Promise<Books> {
  const rows = await world.rows<{
    id: string;
    words: string;
    owner_id: string;
    class: string;
    state: string;
    channel: string | null;
    why: string;
  }>('SELECT id, words, owner_id, class, state, channel, why FROM message');
  const intents = rows.flatMap(({ words, owner_id, ...row }) => {
    const mark = markOf(Object.values(JSON.parse(words) as Record<string, string>));
    return mark === null ? [] : [{ ...row, ownerId: owner_id, mark }];
  });
  const { inbox } = world.simulator.world;
  const delivered = inbox.recentPhones().flatMap((phone) =>
    inbox.of(phone).flatMap(({ data, channel }) => {
      const mark = markOf(Object.values(data));
      return mark === null ? [] : [{ mark, channel }];
    }),
  );
  const credits = await world.rows<{ pair: string; credits: string; ledger: string }>(
    `SELECT CONCAT(c.account_id, ' ', c.template_id) AS pair, c.credits,
            COALESCE((SELECT SUM(l.\`change\`) FROM subscribe_ledger l
                       WHERE l.account_id = c.account_id AND l.template_id = c.template_id), 0) AS ledger
       FROM subscribe_credit c`,
  );
  const caps = await world.rows<{ key: string; places: string }>(
    "SELECT CONCAT(owner_id, ' ', period) AS `key`, COUNT(*) AS places FROM message_cap GROUP BY 1",
  );
  return {
    intents,
    delivered,
    credits: credits.map((row) => ({
      pair: row.pair,
      credits: Number(row.credits),
      ledger: Number(row.ledger),
    })),
    caps: caps.map((row) => ({ key: row.key, places: Number(row.places) })),
  };
}

/** Empties tables between two tests; events of what was sent may still be coming in, so a deadlock is tried again. */
export async function emptyTables(world: World, tables: readonly string[]): Promise<void> {
  for (const table of tables) await world.uow.run((tx) => tx.manager.query(`DELETE FROM ${table}`));
}
