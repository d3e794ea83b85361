import { basename } from 'node:path';
import { type HostParts, type Option, type RequestRecord, settle, type Wx } from './host-types.js';

/** Storage by key, as values copied in and out. */
export function storageApis(storage: Map<string, unknown>): Wx {
  const copy = (value: unknown) => (value === undefined ? '' : (structuredClone(value) as unknown));
  return {
    getStorageSync: (key: string) => copy(storage.get(key)),
    setStorageSync: (key: string, value: unknown) => void storage.set(key, copy(value)),
    removeStorageSync: (key: string) => void storage.delete(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: () => ({ keys: [...storage.keys()], currentSize: 1, limitSize: 10240 }),
    getStorage: (option: Option) =>
      storage.has(String(option.key))
        ? settle('getStorage', option, null, { data: copy(storage.get(String(option.key))) })
        : settle('getStorage', option, 'data not found'),
    setStorage(option: Option) {
      storage.set(String(option.key), copy(option.data));
      settle('setStorage', option, null);
    },
    removeStorage(option: Option) {
      storage.delete(String(option.key));
      settle('removeStorage', option, null);
    },
  };
}

/** Options of wx.request. */
export interface RequestOption extends Option {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
  timeout?: number;
}

const defaultTimeoutMs = 60_000;

/** wx.request over real HTTP. */
export function request(option: RequestOption, { person, records }: HostParts): object {
  const control = new AbortController();
  const method = (option.method ?? 'GET').toUpperCase();
  const started = performance.now();
  const record: RequestRecord = { method, url: option.url, status: null, ms: 0 };
  records.requests.push(record);
  const turn = records.requests.length;
  const url = new URL(option.url);
  let body: string | undefined;
  if (method !== 'GET' && option.data !== undefined) {
    body = typeof option.data === 'string' ? option.data : JSON.stringify(option.data);
  } else if (option.data && typeof option.data === 'object') {
    for (const [key, value] of Object.entries(option.data)) url.searchParams.set(key, String(value));
  }
  const run = async () => {
    if (!person.online) throw new Error('network is down');
    if (turn > person.answered) await new Promise(() => undefined);
    const signal = AbortSignal.any([control.signal, AbortSignal.timeout(option.timeout ?? defaultTimeoutMs)]);
    // WeChat sends JSON unless told otherwise.
    const headers =
      body === undefined ? option.header : { 'content-type': 'application/json', ...option.header };
    const answer = await fetch(url, { method, body, headers, signal });
    const text = await answer.text();
    record.status = answer.status;
    let data: unknown = text;
    try {
      data = JSON.parse(text);
    } catch {
      // As in WeChat: what is no JSON arrives as text.
    }
    return { data, statusCode: answer.status, header: Object.fromEntries(answer.headers), cookies: [] };
  };
  run().then(
    (answer) => {
      record.ms = performance.now() - started;
      settle('request', option, null, answer);
    },
    (error: unknown) => {
      record.ms = performance.now() - started;
      settle('request', option, error instanceof Error ? error.message : String(error), { errno: 600001 });
    },
  );
  return { abort: () => control.abort(), onHeadersReceived() {}, offHeadersReceived() {} };
}

interface FileOption extends Option {
  name?: string;
  url?: string;
  header?: Record<string, string>;
  filePath?: string;
  fileType?: string;
}

/** Files of the phone: downloaded to a temporary path, shown by WeChat's reader. */
export function fileApis({ person, records }: HostParts): Wx {
  const files = new Map<string, number>();
  const download = async ({ url = '', header = {} }: FileOption) => {
    if (!person.online) throw new Error('network is down');
    const record: RequestRecord = { method: 'GET', url, status: null, ms: 0 };
    records.requests.push(record);
    const answer = await fetch(url, { headers: header });
    record.status = answer.status;
    const tempFilePath = `wxfile://tmp_${files.size}`;
    files.set(tempFilePath, (await answer.arrayBuffer()).byteLength);
    return { statusCode: answer.status, tempFilePath };
  };
  const taken = new Map<string, Uint8Array<ArrayBuffer>>();
  const upload = async ({ url = '', header = {}, filePath = '', name = 'file' }: FileOption) => {
    const bytes = taken.get(filePath);
    if (!bytes) throw new Error('file does not exist');
    if (!person.online) throw new Error('network is down');
    const record: RequestRecord = { method: 'POST', url, status: null, ms: 0 };
    records.requests.push(record);
    const body = new FormData();
    body.append(name, new Blob([bytes], { type: 'image/png' }), basename(filePath));
    const answer = await fetch(url, { method: 'POST', headers: header, body });
    record.status = answer.status;
    return { statusCode: answer.status, data: await answer.text() };
  };
  const written = new Map<string, Buffer>();
  return {
    getFileSystemManager: () => ({
      writeFileSync: (path: string, data: string, encoding: BufferEncoding) =>
        void written.set(path, Buffer.from(data, encoding)),
    }),
    saveImageToPhotosAlbum(option: FileOption) {
      const bytes = written.get(option.filePath ?? '');
      const problem = !person.album ? 'auth deny' : bytes === undefined ? 'file does not exist' : null;
      if (problem === null && bytes) records.pictures.push({ name: basename(option.filePath ?? ''), bytes });
      settle('saveImageToPhotosAlbum', option, problem);
    },
    chooseMedia(option: Option) {
      const bytes = person.photo();
      const tempFilePath = `wxfile://photo_${taken.size}.png`;
      if (bytes) taken.set(tempFilePath, bytes);
      const tempFiles = [{ tempFilePath, size: bytes?.byteLength, fileType: 'image' }];
      settle('chooseMedia', option, bytes ? null : 'cancel', { tempFiles });
    },
    uploadFile(option: FileOption) {
      upload(option).then(
        (answer) => settle('uploadFile', option, null, answer),
        (error: unknown) => settle('uploadFile', option, String(error)),
      );
      return { abort() {}, onProgressUpdate() {}, offProgressUpdate() {} };
    },
    downloadFile(option: FileOption) {
      download(option).then(
        (answer) => settle('downloadFile', option, null, answer),
        (error: unknown) => settle('downloadFile', option, String(error)),
      );
      return { abort() {}, onProgressUpdate() {}, offProgressUpdate() {} };
    },
    openDocument(option: FileOption) {
      const bytes = files.get(option.filePath ?? '');
      if (bytes !== undefined) records.documents.push({ fileType: option.fileType ?? '', bytes });
      settle('openDocument', option, bytes === undefined ? 'file does not exist' : null);
    },
  };
}

/** There is no layout here: every box is empty, which callers must survive anyway. */
export function selectorQuery(): object {
  const results: unknown[] = [];
  const box = { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0, scrollLeft: 0, scrollTop: 0 };
  const field = (callback?: (answer: object) => void) => {
    results.push(box);
    callback?.(box);
    return query;
  };
  const node = {
    boundingClientRect: field,
    scrollOffset: field,
    fields: (_: object, callback?: (answer: object) => void) => field(callback),
    node: field,
  };
  const query = {
    in: () => query,
    select: () => node,
    selectAll: () => node,
    selectViewport: () => node,
    exec(callback?: (answers: unknown[]) => void) {
      setTimeout(() => callback?.(results), 0);
      return query;
    },
  };
  return query;
}
