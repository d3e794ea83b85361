import type { AlbumPlatform } from './types';

export const album: AlbumPlatform = {
  addressOf: (picture) => picture,
  async save(picture, name) {
    const link = document.createElement('a');
    link.href = picture;
    link.download = `${name}.png`;
    link.click();
    return true;
  },
};
