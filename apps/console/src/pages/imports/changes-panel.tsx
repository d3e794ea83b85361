import type { ImportView } from '@cheban/contracts';
import { Button } from 'antd';
import { useDownload } from '../../shared/hooks/use-download.js';
import { Icon } from '../../shared/ui/icon.js';
import { Panel } from '../../shared/ui/page.js';

/** What an import changed in what was on file, from what to what; every row stands in the list to download. */
export function ChangesPanel({ entry }: { entry: ImportView }) {
  const { busy, download } = useDownload();
  if (!entry.changeFile) return null;
  const { changedRows: rows, dryRun: trial } = entry;
  const updated = entry.result?.updated ?? rows.length;
  return (
    <Panel
      title={trial ? '将改动原有档案的内容' : '改动了原有档案的内容'}
      extra={
        <Button
          icon={<Icon name="file" />}
          loading={busy}
          data-testid="import-change-file"
          onClick={() =>
            void download(`/staff/imports/${entry.id}/changes.csv`, `改动明细-${entry.fileName}.csv`)
          }
        >
          下载改动明细
        </Button>
      }
    >
      {rows.length > 0 ? (
        <ul className="changed-rows" data-testid="import-changes">
          {rows.map(({ place, subject, changes }) => (
            <li key={place}>
              <p>
                <strong>{subject}</strong>
                <span className="muted small">原文件 {/^\d+$/.test(place) ? `第 ${place} 行` : place}</span>
              </p>
              <ul>
                {changes.map(({ label, from, to }) => (
                  <li key={label}>
                    <span className="muted">{label}</span> {from !== '' && <del>{from}</del>}
                    {from !== '' && ' → '}
                    <ins>{to || '（空）'}</ins>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">{trial ? '不会改动' : '没有改动'}原有档案，只看新增即可。</p>
      )}
      <p className="muted small">
        {updated > rows.length && `这里列出前 ${rows.length} 行，共 ${updated} 行有改动。`}
        明细里逐行写明新增、更新（从什么改成什么）、无变化或未导入的原因，保留 30 天。
      </p>
    </Panel>
  );
}
