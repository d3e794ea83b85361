// Plays WeChat's message APIs for a bench, as barely as node:http allows: node stand-in.mjs with PORT. Everyone who is
// measured calls it, so that it is the same for all; the simulator takes more time for an answer than those who ask.
import { createServer } from 'node:http';

const TOKEN_SECONDS = 7200;
const JSON_TYPE = 'application/json; charset=utf-8';
let lastId = 0n;

/** What WeChat says to one call. */
function reply(/** @type {string} */ url, /** @type {string} */ body) {
  if (url.includes('/message/')) {
    const { touser, template_id: templateId } = JSON.parse(body);
    if (!touser || !templateId) return '{"errcode":40003,"errmsg":"invalid openid"}';
    lastId += 1n;
    return `{"errcode":0,"errmsg":"ok","msgid":${2_097_680_000_000_000_000n + lastId}}`;
  }
  if (url.includes('stable_token')) return `{"access_token":"bench-token","expires_in":${TOKEN_SECONDS}}`;
  return '{"ok":true}';
}

createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text) => {
    body += text;
  });
  request.on('end', () => {
    const text = reply(request.url ?? '/', body);
    response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': Buffer.byteLength(text) });
    response.end(text);
  });
}).listen(Number(process.env['PORT']), '127.0.0.1');
