import { App } from 'antd';
import { useState } from 'react';
import { downloadFile } from '../../app/api.js';
import { sayError } from '../../app/query-client.js';

/** For a button that hands a file of the server to the browser: `busy` while it comes, and a failure is said. */
export function useDownload() {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  /** @param path below /api */
  async function download(path: string, fileName: string): Promise<void> {
    setBusy(true);
    try {
      await downloadFile(path, fileName);
    } catch (error) {
      void message.error(sayError(error));
    } finally {
      setBusy(false);
    }
  }
  return { busy, download };
}
