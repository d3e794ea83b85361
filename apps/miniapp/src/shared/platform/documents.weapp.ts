import Taro from '@tarojs/taro';
import type { DocumentsPlatform } from './types';

export const documents: DocumentsPlatform = {
  async open({ url, token }) {
    const file = await Taro.downloadFile({ url, header: { authorization: `Bearer ${token}` } });
    if (file.statusCode !== 200) return { status: file.statusCode };
    // The menu lets the person keep it or send it on.
    await Taro.openDocument({ filePath: file.tempFilePath, fileType: 'pdf', showMenu: true });
    return { status: 200 };
  },
};
