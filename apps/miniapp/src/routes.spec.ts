import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isTab, pagePaths, pageUrl } from './routes';

describe('page table', () => {
  it('names only pages that exist, each with its configuration', () => {
    for (const path of Object.values(pagePaths)) {
      for (const file of [`${path}.tsx`, `${path}.config.ts`]) {
        expect(existsSync(fileURLToPath(new URL(file, import.meta.url))), file).toBe(true);
      }
    }
  });

  it('makes URLs with encoded queries and leaves empty values out', () => {
    expect(pageUrl('booking.detail', { id: 'a b&c' })).toBe('/subpackages/booking/detail/index?id=a%20b%26c');
    expect(pageUrl('booking.create', { vehicleId: '', messageId: 'm1' })).toBe(
      '/subpackages/booking/create/index?messageId=m1',
    );
    expect(pageUrl('home')).toBe('/pages/home/index');
  });

  it('has every page that the server sends people to', () => {
    const server = new URL('../../server/src/', import.meta.url);
    const named = readdirSync(server, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap(
        (file) => readFileSync(new URL(file, server), 'utf8').match(/subpackages\/[\w/-]+\/index/g) ?? [],
      );
    expect(named.length).toBeGreaterThan(10);
    const known = Object.values(pagePaths);
    expect(named.filter((path) => !known.includes(path))).toEqual([]);
  });

  it('knows the tabs', () => {
    expect(isTab('mine')).toBe(true);
    expect(isTab('message.list')).toBe(false);
  });
});
