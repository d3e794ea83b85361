import type { PhotoView } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { blockProblem, blocksOf, draftsOf } from './blocks.js';

const photo = (id: string): PhotoView => ({ id, path: `/${id}`, thumbPath: `/${id}`, width: 4, height: 3 });
const photos = [photo('a'), photo('b')];

describe('blocks of an article', () => {
  it('keeps a photo with its block when the photos change places', () => {
    const drafts = draftsOf([{ type: 'photo', photo: 1, text: '胎压标签' }], photos);
    expect(drafts).toEqual([{ type: 'photo', photoId: 'b', text: '胎压标签' }]);
    expect(blocksOf(drafts, [photo('b'), photo('a')])).toEqual([
      { type: 'photo', photo: 0, text: '胎压标签' },
    ]);
  });

  it('names what is missing', () => {
    expect(blockProblem({ type: 'photo', photoId: 'gone' }, photos)).toContain('照片');
    expect(blockProblem({ type: 'video', url: 'http://a.example/a.mp4' }, photos)).toContain('https');
    expect(blockProblem({ type: 'text', text: ' ' }, photos)).not.toBeNull();
    expect(blockProblem({ type: 'video', url: 'https://a.example/a.mp4' }, photos)).toBeNull();
    expect(blockProblem({ type: 'photo', photoId: 'a' }, photos)).toBeNull();
  });
});
