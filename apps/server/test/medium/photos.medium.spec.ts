import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Photos, tidyPhotosJob } from '../../src/modules/media/index.js';
import { PhotoFiles } from '../../src/modules/media/usecases/photo-files.js';
import { newId } from '../../src/platform/database/index.js';
import type { RawAnswer } from '../support/clients.js';
import { call } from '../support/clients.js';
import { makeOwner, makeStaff, makeStore, type TestOwner, type TestStaff } from '../support/factories.js';
import { startWorld, type World } from '../support/world.js';

interface Uploaded {
  id: string;
  path: string;
  thumbPath: string;
  width: number;
  height: number;
}

let world: World;
let advisor: TestStaff;
let owner: TestOwner;

beforeAll(async () => {
  world = await startWorld();
  const store = await makeStore(world, { code: 'S1' });
  advisor = await makeStaff(world, 'advisor', [store.id]);
  owner = await makeOwner(world);
});
afterAll(() => world?.stop());

async function send(who: 'owner' | 'staff', content: Buffer, name = 'photo.jpg', type = 'image/jpeg') {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(content)], { type }), name);
  const response = await fetch(`${world.api}/${who}/photos`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who === 'owner' ? owner.token : advisor.token}` },
    body: form,
  });
  return { status: response.status, body: (await response.json()) as RawAnswer['body'] & Uploaded };
}

/** A picture with the place it was taken at, lying on its side as phones store it. */
const sideways = () =>
  sharp({ create: { width: 400, height: 200, channels: 3, background: '#c03030' } })
    .withExif({ IFD0: { Copyright: 'CANARY-OWNER' }, IFD3: { GPSLatitude: '31/1 13/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

const open = (path: string) => fetch(new URL(path, world.api));
const pixels = async (path: string) => Buffer.from(await (await open(path)).arrayBuffer());

/** What of an upload is still in its pictures. */
async function keptOf({ path, thumbPath }: Uploaded): Promise<string[]> {
  const kept: string[] = [];
  for (const one of [path, thumbPath]) {
    const drawn = await pixels(one);
    const { format, exif, orientation } = await sharp(drawn).metadata();
    if (format !== 'jpeg') kept.push(String(format));
    if (drawn.includes('CANARY')) kept.push('hidden bytes');
    if (exif !== undefined) kept.push('exif');
    if (orientation !== undefined) kept.push('orientation');
  }
  return kept;
}

/** A PNG whose header promises more pixels than any phone takes. */
function bomb(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(30_000, 0);
  header.writeUInt32BE(30_000, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('photos', () => {
  it('draws an upload anew: upright, without place, author or hidden bytes', async () => {
    const hidden = Buffer.from('<script>CANARY-SCRIPT</script>PK\x03\x04');
    const answer = await send('owner', Buffer.concat([await sideways(), hidden]), '../../etc/passwd.svg');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ width: 200, height: 400 });
    expect(await keptOf(answer.body)).toEqual([]);
    expect((await sharp(await pixels(answer.body.thumbPath)).metadata()).height).toBe(320);
  });

  it('would be seen to keep what a photo brings along', async () => {
    const brought = Buffer.concat([await sideways(), Buffer.from('<script>CANARY-SCRIPT</script>')]);
    const files = world.get(PhotoFiles);
    const keep = files.keep.bind(files);
    const kept = vi.spyOn(files, 'keep').mockImplementation((id, size) => keep(id, size, brought));
    const { body } = await send('owner', brought);
    kept.mockRestore();
    expect(new Set(await keptOf(body))).toEqual(new Set(['hidden bytes', 'exif', 'orientation']));
  });

  it('shows a photo as what it is and never as a page', async () => {
    const { body } = await send('staff', await sideways());
    const answer = await open(body.path);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each([
    [
      'a drawing with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    ],
    ['a page', Buffer.from('<html><body>hello</body></html>')],
    ['nothing', Buffer.alloc(0)],
    ['a photo cut short', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 1, 1, 0, 72])],
    ['a picture bomb', bomb()],
    ['a moving picture', Buffer.from('GIF89a\x01\x00\x01\x00\x80\x00\x00', 'latin1')],
  ])('refuses %s', async (_, content) => {
    const answer = await send('staff', content);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'PHOTO.NOT_A_PHOTO' } } });
  });

  it('refuses what is larger than any photo', async () => {
    const answer = await send('staff', Buffer.concat([await sideways(), Buffer.alloc(13 * 1024 * 1024)]));
    expect(answer).toMatchObject({ status: 413, body: { error: { code: 'REQUEST.TOO_LARGE' } } });
  });

  it('refuses a form that is cut off, or says not where its parts end', async () => {
    for (const type of ['multipart/form-data; boundary=x', 'multipart/form-data']) {
      const answer = await call(world.api, 'POST', '/owner/photos', {
        token: owner.token,
        body: '--x\r\nContent-Disposition: form-data',
        headers: { 'content-type': type },
      });
      expect([type, answer.status, answer.body.error?.code]).toEqual([type, 400, 'REQUEST.INVALID']);
    }
  });

  it('opens by its own link only, and only for some hours', async () => {
    const { body } = await send('staff', await sideways());
    const link = new URL(body.path, world.api);
    const changed = (key: string, value: string) => {
      const other = new URL(link);
      other.searchParams.set(key, value);
      return fetch(other);
    };
    expect((await fetch(link)).status).toBe(200);
    const later = String(Number(link.searchParams.get('until')) + 1);
    expect((await changed('until', later)).status).toBe(404);
    expect((await changed('sign', 'A'.repeat(22))).status).toBe(404);
    const foreign = new URL(link);
    foreign.pathname = foreign.pathname.replace(body.id, newId(world.clock));
    expect((await fetch(foreign)).status).toBe(404);
    const now = world.clock.now();
    world.clock.set(now + 7 * 3_600_000);
    expect((await fetch(link)).status).toBe(404);
    world.clock.set(now);
  });

  it('lies encrypted on disk', async () => {
    const { body } = await send('staff', await sideways());
    const folder = join(world.config.filesDir, 'photos', body.id.slice(-2));
    const names = (await readdir(folder)).filter((name) => name.startsWith(body.id));
    expect(names.sort()).toEqual([`${body.id}.full`, `${body.id}.thumb`]);
    const stored = await readFile(join(folder, `${body.id}.full`));
    expect(stored.includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false);
    expect(stored.includes('JFIF')).toBe(false);
  });

  it('belongs to one thing, by whoever uploaded it; what is not used within a day is deleted', async () => {
    const photos = world.get(Photos);
    const [used, loose] = [
      (await send('staff', await sideways())).body,
      (await send('staff', await sideways())).body,
    ];
    const uploader = { kind: 'staff', id: advisor.id } as const;
    const subject = { type: 'check_in', id: newId(world.clock) };
    const other = { type: 'check_in', id: newId(world.clock) };
    const set = (to: typeof subject, by: { kind: 'staff' | 'owner'; id: string }) =>
      world.uow.run((tx) => photos.set(tx, to, [used.id], by));
    await expect(set(subject, { kind: 'owner', id: owner.ownerId })).rejects.toThrow('PHOTO.NOT_YOURS');
    await set(subject, uploader);
    await set(subject, uploader);
    await expect(set(other, uploader)).rejects.toThrow('PHOTO.NOT_YOURS');
    expect((await photos.of('check_in', [subject.id, other.id])).get(subject.id)).toMatchObject([
      { id: used.id },
    ]);

    world.clock.set(world.clock.now() + 25 * 3_600_000);
    await world.run(tidyPhotosJob);
    const left = await world.rows<{ id: string }>('SELECT id FROM photo WHERE id IN (?)', [
      [used.id, loose.id],
    ]);
    expect(left).toEqual([{ id: used.id }]);
    expect(await photos.tidy()).toBe(0);
  });
});
