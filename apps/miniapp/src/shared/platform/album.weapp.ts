import Taro from '@tarojs/taro';
import type { AlbumPlatform } from './types';

/** Writes it to the app's own folder of the phone. @returns its path there */
function write(picture: string, name: string): string {
  const [head = '', data = ''] = picture.split(',');
  const ending = head.includes('jpeg') ? 'jpg' : 'png';
  const filePath = `${Taro.env.USER_DATA_PATH}/${name}.${ending}`;
  Taro.getFileSystemManager().writeFileSync(filePath, data, 'base64');
  return filePath;
}

export const album: AlbumPlatform = {
  addressOf(picture, name) {
    try {
      return write(picture, name);
    } catch {
      // A full phone: the page takes it as it is, only slower.
      return picture;
    }
  },
  async save(picture, name) {
    try {
      await Taro.saveImageToPhotosAlbum({ filePath: write(picture, name) });
      return true;
    } catch {
      return false;
    }
  },
};
