import { App } from 'antd';
import { useState } from 'react';
import { downloadFile } from '../../app/api.js';
import { sayError } from '../../app/query-client.js';

/** A file of an import for a button: `download` fetches it, and says so if that fails. */
export function useDownload(path: string, name: string) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  async function download() {
    setBusy(true);
    try {
      await downloadFile(path, name);
    } catch (error) {
      void message.error(sayError(error));
    } finally {
      setBusy(false);
    }
  }
  return { busy, download };
}
