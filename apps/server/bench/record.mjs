// Asks servers some pages, one after the other, and tells which statements the database got for each: node record.mjs,
// BENCH_INPUT {"calls": [{"url", "token", "post"?: {"warm", "body"}}]}: with `post` a body is posted, and another one before it. The last line is one JSON object: for each call its status, its body and its
// statements as the database's own log has them, parameters filled in.
import { createConnection } from 'mysql2/promise';

const QUIET_MS = 150;
const pause = () => new Promise((resolve) => setTimeout(resolve, QUIET_MS));

/** @type {{ calls: { url: string, token: string, post?: { warm: object, warmToken: string, body: object } }[] }} */
const { calls } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const connection = await createConnection(String(process.env['DATABASE_URL']));
await connection.query("SET GLOBAL log_output = 'TABLE'");
await connection.query('SET GLOBAL general_log = 1');
const answers = [];
try {
  for (const { url, token, post } of calls) {
    const ask = (/** @type {string} */ as = token, /** @type {object | undefined} */ body = post?.body) =>
      fetch(url, {
        headers: {
          Authorization: `Bearer ${as}`,
          ...(body ? { 'Content-Type': 'application/json' } : {}),
        },
        ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      });
    // The first time, connections are opened and statements of the driver's own run.
    await (await ask(post?.warmToken, post?.warm)).text();
    await pause();
    await connection.query('TRUNCATE TABLE mysql.general_log');
    const answer = await ask();
    const body = await answer.text();
    await pause();
    const [rows] = await connection.query(
      `SELECT argument FROM mysql.general_log
        WHERE command_type IN ('Query', 'Execute') AND thread_id <> CONNECTION_ID() ORDER BY event_time`,
    );
    const statements = /** @type {{ argument: unknown }[]} */ (rows).map((row) => String(row.argument));
    answers.push({ status: answer.status, body, statements });
  }
} finally {
  await connection.query('SET GLOBAL general_log = 0');
  await connection.end();
}
process.stdout.write(`${JSON.stringify({ answers })}\n`);
