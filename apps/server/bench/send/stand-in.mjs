// Plays WeChat's message APIs for a bench, as cheaply as TCP allows: node stand-in.mjs with PORT. Everyone who is measured
// calls it, so that it is the same for all; the simulator would take more time for an answer than those who ask.
import { createServer } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');
const LENGTH = /content-length: *(\d+)/i;
const DAY_SECONDS = 7200;
let lastId = 0;
let calls = 0;

const answer = (/** @type {string} */ json) =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(json)}\r\nConnection: keep-alive\r\n\r\n${json}`;

/** What WeChat says to one request, by its first line. */
function reply(/** @type {string} */ head) {
  if (head.includes('/message/')) {
    lastId += 1;
    calls += 1;
    return answer(`{"errcode":0,"errmsg":"ok","msgid":${2_097_680_000_000 + lastId}000000}`);
  }
  if (head.includes('stable_token'))
    return answer(`{"access_token":"bench-token","expires_in":${DAY_SECONDS}}`);
  return answer(`{"ok":true,"calls":${calls}}`);
}

createServer((socket) => {
  /** @type {Buffer | null} */
  let rest = null;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    let bytes = rest === null ? chunk : Buffer.concat([rest, chunk]);
    let out = '';
    for (;;) {
      const headEnd = bytes.indexOf(HEAD_END);
      if (headEnd < 0) break;
      const head = bytes.toString('latin1', 0, headEnd);
      const whole = headEnd + HEAD_END.length + Number(LENGTH.exec(head)?.[1] ?? 0);
      if (bytes.length < whole) break;
      out += reply(head.slice(0, head.indexOf('\r\n')));
      bytes = bytes.subarray(whole);
    }
    rest = bytes.length === 0 ? null : bytes;
    if (out !== '') socket.write(out);
  });
}).listen(Number(process.env['PORT']), '127.0.0.1');
