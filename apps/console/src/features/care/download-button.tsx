import { App, Button } from 'antd';
import { useState } from 'react';
import { downloadFile } from '../../app/api.js';
import { sayError } from '../../app/query-client.js';
import { Icon } from '../../shared/ui/icon.js';

/** Hands a table of the server to the browser as a file; the server writes down who took it. */
export function DownloadButton({
  path,
  query,
  fileName,
  disabled = false,
}: {
  /** Below /api. */
  path: string;
  query: Record<string, string | undefined>;
  fileName: string;
  disabled?: boolean;
}) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  async function download() {
    const search = new URLSearchParams(
      Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    setBusy(true);
    try {
      await downloadFile(`${path}?${search.toString()}`, fileName);
    } catch (error) {
      void message.error(sayError(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button
      size="small"
      icon={<Icon name="imports" size={14} />}
      data-testid="download"
      disabled={disabled}
      loading={busy}
      onClick={() => void download()}
    >
      导出
    </Button>
  );
}
