import { Button } from 'antd';
import { useDownload } from '../hooks/use-download.js';
import { Icon } from './icon.js';

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
  const { busy, download } = useDownload();
  const search = new URLSearchParams(
    Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return (
    <Button
      size="small"
      icon={<Icon name="imports" size={14} />}
      data-testid="download"
      disabled={disabled}
      loading={busy}
      onClick={() => void download(`${path}?${search.toString()}`, fileName)}
    >
      导出
    </Button>
  );
}
