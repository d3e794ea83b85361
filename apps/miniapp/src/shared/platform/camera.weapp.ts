import Taro from '@tarojs/taro';
import type { CameraPlatform } from './types';

export const camera: CameraPlatform = {
  pick(most) {
    // Taro hands this one through as it is: whether a promise comes back would be up to the client.
    return new Promise((done) => {
      void Taro.chooseMedia({
        count: most,
        mediaType: ['image'],
        sizeType: ['compressed'],
        success: ({ tempFiles }) => done(tempFiles.map(({ tempFilePath }) => ({ path: tempFilePath }))),
        // Closed without a choice, or the camera was not allowed: WeChat has said so itself.
        fail: () => done([]),
      });
    });
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
