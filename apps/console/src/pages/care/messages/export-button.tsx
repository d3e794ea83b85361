import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { downloadFile } from '../../../app/api.js';
import { useMay } from '../../../app/me.js';
import { sayError } from '../../../app/query-client.js';
import { today } from '../../../shared/format/time.js';
import { Icon } from '../../../shared/ui/icon.js';

const formats = { xlsx: 'Excel 表格', csv: 'CSV 文本' } as const;
type Format = keyof typeof formats;

/** The filtered log as a file. Who takes it is written down by the server. */
export function ExportButton({ filter, disabled }: { filter: object; disabled: boolean }) {
  const may = useMay();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  if (!may('care.manage')) return null;
  async function take(format: Format) {
    const search = new URLSearchParams({ format });
    for (const [name, value] of Object.entries(filter)) search.set(name, String(value));
    setBusy(true);
    try {
      await downloadFile(`/staff/messages/export?${search.toString()}`, `发送记录-${today()}.${format}`);
    } catch (error) {
      void message.error(sayError(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dropdown
      trigger={['click']}
      disabled={disabled}
      menu={{
        items: Object.entries(formats).map(([key, label]) => ({ key, label })),
        onClick: ({ key }) => void take(key as Format),
      }}
    >
      <Button icon={<Icon name="imports" />} loading={busy} data-testid="messages-export">
        导出
      </Button>
    </Dropdown>
  );
}
