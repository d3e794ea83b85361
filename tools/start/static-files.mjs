import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};
const COMPRESSED = new Set([
  '.html',
  '.js',
  '.mjs',
  '.css',
  '.json',
  '.map',
  '.svg',
  '.txt',
  '.webmanifest',
  '.ttf',
]);
const LEAST_COMPRESSED_BYTES = 1024;
const BROTLI_QUALITY = 6;

/** A name with a hash of its content never changes its content: `index-B3x9Kd2a.js`, `app.3f2a91bc.css`. */
const HASHED = /[-.](?=[\w-]*\d)[\w-]{8,}\.\w+$/;

/**
 * Serves one built front: compressed once and kept in memory, hashed assets for ever, everything else asked for again,
 * and index.html for paths that only the front knows.
 * @param {string} root folder of the build
 */
export function createStaticFiles(root) {
  /** @type {Map<string, Promise<Buffer>>} */
  const compressed = new Map();

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async function serve(request, response) {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const path = pathOf(request.url ?? '/');
    if (path === undefined) {
      response.writeHead(400).end();
      return;
    }
    const found = (await fileAt(path)) ?? (extname(path) === '' ? await fileAt('/index.html') : undefined);
    if (!found) {
      response
        .writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
        .end('Not found\n');
      return;
    }
    await send(request, response, found);
  }

  /** @returns {Promise<{ file: string, info: import('node:fs').Stats } | undefined>} */
  async function fileAt(/** @type {string} */ path) {
    const file = join(root, normalize(path));
    if (file !== root && !file.startsWith(root + sep)) return undefined;
    const info = await stat(file).catch(() => undefined);
    if (info?.isDirectory()) return path.endsWith('/') ? fileAt(`${path}index.html`) : undefined;
    return info?.isFile() ? { file, info } : undefined;
  }

  async function send(
    /** @type {import('node:http').IncomingMessage} */ request,
    /** @type {import('node:http').ServerResponse} */ response,
    /** @type {{ file: string, info: import('node:fs').Stats }} */ { file, info },
  ) {
    const extension = extname(file);
    const canCompress = COMPRESSED.has(extension) && info.size >= LEAST_COMPRESSED_BYTES;
    const encoding = canCompress ? encodingFor(String(request.headers['accept-encoding'] ?? '')) : undefined;
    const tag = `W/"${info.size.toString(16)}-${Math.floor(info.mtimeMs).toString(16)}"`;
    response.setHeader('content-type', TYPES[extension] ?? 'application/octet-stream');
    response.setHeader(
      'cache-control',
      HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    response.setHeader('etag', tag);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'same-origin');
    if (canCompress) response.setHeader('vary', 'Accept-Encoding');
    if (request.headers['if-none-match']?.includes(tag)) {
      response.writeHead(304).end();
      return;
    }
    if (encoding) {
      const body = await compress(file, tag, encoding);
      response.writeHead(200, { 'content-encoding': encoding, 'content-length': body.length });
      response.end(request.method === 'HEAD' ? undefined : body);
      return;
    }
    response.writeHead(200, { 'content-length': info.size });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
  }

  function compress(
    /** @type {string} */ file,
    /** @type {string} */ tag,
    /** @type {'br' | 'gzip'} */ encoding,
  ) {
    const key = `${encoding}\0${tag}\0${file}`;
    let body = compressed.get(key);
    if (!body) {
      body = readFile(file).then((content) =>
        encoding === 'br'
          ? brotli(content, {
              params: {
                [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
                [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
              },
            })
          : gzipped(content),
      );
      body.catch(() => compressed.delete(key));
      compressed.set(key, body);
    }
    return body;
  }

  return { serve };
}

/** The decoded path of a request, or undefined if it is not one. */
function pathOf(/** @type {string} */ url) {
  try {
    const path = decodeURIComponent(url.split('?')[0] ?? '/');
    return path.startsWith('/') && !path.includes('\0') ? path : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {'br' | 'gzip' | undefined} */
function encodingFor(/** @type {string} */ accepted) {
  const accepts = (/** @type {string} */ name) =>
    accepted.split(',').some((part) => {
      const [token, quality] = part.trim().split(';');
      return token === name && !/^\s*q=0(\.0*)?$/.test(quality ?? '');
    });
  return accepts('br') ? 'br' : accepts('gzip') ? 'gzip' : undefined;
}
