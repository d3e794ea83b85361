import type { ImportView } from '@cheban/contracts';
import { Progress } from 'antd';
import { count } from '../../shared/format/words.js';
import { Panel } from '../../shared/ui/page.js';
import { percentOf } from './mapping.js';

/** How far a run is. It goes on without this page. */
export function ProgressPanel({ entry }: { entry: ImportView }) {
  const percent = percentOf(entry.progress);
  const { rowsRead, rowsTotal } = entry.progress;
  return (
    <Panel title={entry.dryRun ? '正在试运行' : '正在导入'}>
      <Progress
        percent={percent ?? 0}
        status="active"
        aria-label="导入进度"
        data-testid="import-progress"
        showInfo={percent !== null}
      />
      <p className="muted num" role="status">
        {entry.state === 'queued'
          ? '排队中，马上开始…'
          : `已处理 ${count(rowsRead)} 行${rowsTotal === null ? '' : `，共 ${count(rowsTotal)} 行`}`}
      </p>
      <p className="hint">可以离开这个页面，完成后在导入记录里查看。</p>
    </Panel>
  );
}
