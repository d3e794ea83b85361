import Taro from '@tarojs/taro';
import type { CameraPlatform } from './types';

export const camera: CameraPlatform = {
  async pick(most) {
    try {
      const { tempFiles } = await Taro.chooseMedia({
        count: most,
        mediaType: ['image'],
        sizeType: ['compressed'],
      });
      return tempFiles.map(({ tempFilePath }) => ({ path: tempFilePath }));
    } catch {
      // Closed without a choice, or the camera was not allowed: WeChat has said so itself.
      return [];
    }
  },
  async upload(photo, { url, token }) {
    if (!('path' in photo)) throw new Error('a path is wanted here');
    const { statusCode, data } = await Taro.uploadFile({
      url,
      filePath: photo.path,
      name: 'file',
      header: { authorization: `Bearer ${token}` },
    });
    return { status: statusCode, body: JSON.parse(data) as unknown };
  },
};
