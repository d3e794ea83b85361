import { Button, Dropdown } from 'antd';
import { useMay } from '../../../app/me.js';
import { today } from '../../../shared/format/time.js';
import { useDownload } from '../../../shared/hooks/use-download.js';
import { Icon } from '../../../shared/ui/icon.js';

const formats = { xlsx: 'Excel 表格', csv: 'CSV 文本' } as const;
type Format = keyof typeof formats;

/** The filtered log as a file. Who takes it is written down by the server. */
export function ExportButton({ filter, disabled }: { filter: object; disabled: boolean }) {
  const may = useMay();
  const { busy, download } = useDownload();
  if (!may('care.manage')) return null;
  function take(format: Format) {
    const search = new URLSearchParams({ format });
    for (const [name, value] of Object.entries(filter)) search.set(name, String(value));
    void download(`/staff/messages/export?${search.toString()}`, `发送记录-${today()}.${format}`);
  }
  return (
    <Dropdown
      trigger={['click']}
      disabled={disabled}
      menu={{
        items: Object.entries(formats).map(([key, label]) => ({ key, label })),
        onClick: ({ key }) => take(key as Format),
      }}
    >
      <Button icon={<Icon name="imports" />} loading={busy} data-testid="messages-export">
        导出
      </Button>
    </Dropdown>
  );
}
