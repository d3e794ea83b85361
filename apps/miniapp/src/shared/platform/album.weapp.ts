import Taro from '@tarojs/taro';
import type { AlbumPlatform } from './types';

export const album: AlbumPlatform = {
  async save(picture, name) {
    const [head = '', data = ''] = picture.split(',');
    const ending = head.includes('jpeg') ? 'jpg' : 'png';
    const filePath = `${Taro.env.USER_DATA_PATH}/${name}.${ending}`;
    try {
      Taro.getFileSystemManager().writeFileSync(filePath, data, 'base64');
      await Taro.saveImageToPhotosAlbum({ filePath });
      return true;
    } catch {
      return false;
    }
  },
};
