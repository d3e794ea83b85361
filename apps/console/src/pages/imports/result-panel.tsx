import { type ImportView, importReasonLabel, startedOverText } from '@cheban/contracts';
import { Button } from 'antd';
import { Link } from 'react-router';
import { count } from '../../shared/format/words.js';
import { useDownload } from '../../shared/hooks/use-download.js';
import { Icon } from '../../shared/ui/icon.js';
import { Panel } from '../../shared/ui/page.js';
import { SheetNotes } from './sheet-notes.js';

type Reasons = Record<string, number>;

function ReasonList({ title, tone, reasons }: { title: string; tone: 'red' | 'amber'; reasons: Reasons }) {
  const rows = Object.entries(reasons).sort(([, a], [, b]) => b - a);
  if (rows.length === 0) return null;
  return (
    <section className="reasons">
      <h3 className={tone}>{title}</h3>
      <ul>
        {rows.map(([reason, rowsHit]) => (
          <li key={reason} data-testid={`reason-${reason}`}>
            <span>{importReasonLabel[reason] ?? '其他原因，见出错明细'}</span>
            <b className="num">{count(rowsHit)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a run did, or in a trial run would do: figures, reasons, and the rows to correct. */
export function ResultPanel({ entry }: { entry: ImportView }) {
  const { busy, download } = useDownload();
  const { result } = entry;
  if (!result) return null;
  const trial = entry.dryRun;
  const errors = Object.values(result.errors).reduce((sum, value) => sum + value, 0);
  const merged = result.warnings['order_lines_merged'] ?? 0;
  const figures: [string, number, string?][] = [
    ['读取', result.rows],
    [trial ? '将新增' : '新增', result.created, 'green'],
    [trial ? '将更新' : '更新', result.updated, 'blue'],
    ['无变化', result.unchanged],
    ...(merged > 0 ? [['并入同一工单', merged] as [string, number]] : []),
    ['出错', errors, errors > 0 ? 'red' : ''],
  ];

  return (
    <Panel
      title={trial ? '试运行结果（还没有写入）' : '导入结果'}
      extra={
        entry.errorFile && (
          <Button
            icon={<Icon name="file" />}
            loading={busy}
            data-testid="import-error-file"
            onClick={() =>
              void download(`/staff/imports/${entry.id}/errors.xlsx`, `出错明细-${entry.fileName}.xlsx`)
            }
          >
            下载出错明细
          </Button>
        )
      }
    >
      <ul className="figures" data-testid="import-result">
        {figures.map(([label, value, tone]) => (
          <li key={label}>
            <span className="muted small">{label}</span>
            <strong className={`num ${tone ?? ''}`}>{count(value)}</strong>
          </li>
        ))}
      </ul>
      {entry.startedOver && <p data-testid="import-started-over">{startedOverText}</p>}
      {!trial && <SheetNotes entry={entry} />}
      <div className="reason-columns">
        <ReasonList title={`出错的行（${trial ? '不会' : '没有'}导入）`} tone="red" reasons={result.errors} />
        <ReasonList
          title={`提醒（${trial ? '会' : '已'}导入，建议核对）`}
          tone="amber"
          reasons={result.warnings}
        />
      </div>
      {errors > 0 && (
        <p className="hint" data-testid="import-mend">
          “下载出错明细”里逐行写着原因。{trial ? '可以先正式导入其余的行，再' : ''}
          在明细里改好，把它直接上传就行：列名不用改，已导入的行不会重复。
        </p>
      )}
      {result.suspectReadings > 0 && (
        <p>
          {trial ? '将有' : '有'} {count(result.suspectReadings)} 个里程读数存疑，单独放在
          <Link to="/suspect-mileage" className="inline-link">
            里程核实
          </Link>
          ，核实前不参与推算。
        </p>
      )}
      {result.rows === 0 && (
        <p className="text-amber">
          表头下面没有数据行，什么也没有{trial ? '可导入的' : '导入'}
          。请在原系统里放宽筛选条件，重新导出后再上传。
        </p>
      )}
      {!trial && errors === 0 && result.rows > 0 && <p className="muted">全部行都已导入，没有出错。</p>}
      {!trial && (
        <p className="row-gap" style={{ marginTop: 12 }}>
          <Link to="/owners">查看客户</Link>
          <Link to="/care/due">查看到期提醒</Link>
        </p>
      )}
    </Panel>
  );
}
