import './imports.css';
import type { ImportView } from '@cheban/contracts';
import { importKindLabel } from '@cheban/contracts/constants';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { whenShort } from '../../shared/format/time.js';
import { count } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { CardLink, ListPanel } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { ImportTag } from './import-tag.js';
import { UploadPanel } from './upload-panel.js';

const sum = (reasons: Record<string, number>) =>
  Object.values(reasons).reduce((all, value) => all + value, 0);

const outcome = (entry: ImportView) =>
  entry.result
    ? `${count(entry.result.rows)} 行：新增 ${count(entry.result.created)}，更新 ${count(entry.result.updated)}，出错 ${count(
        sum(entry.result.errors),
      )}`
    : '—';

const columns: Column<ImportView>[] = [
  {
    key: 'file',
    title: '文件',
    render: (entry) => (
      <Link to={`/imports/${entry.id}`} className="strong">
        {entry.fileName}
      </Link>
    ),
  },
  { key: 'kind', title: '内容', width: '110px', render: (entry) => importKindLabel[entry.kind] },
  { key: 'state', title: '状态', width: '100px', render: (entry) => <ImportTag entry={entry} /> },
  { key: 'result', title: '结果', render: outcome },
  { key: 'store', title: '门店', width: '160px', minor: true, render: (entry) => entry.storeName },
  { key: 'by', title: '操作人', width: '100px', render: (entry) => entry.startedBy },
  { key: 'at', title: '时间', width: '130px', align: 'right', render: (entry) => whenShort(entry.createdAt) },
];

export default function ImportsPage() {
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const list = usePageQuery('imports', filters, {}, (query) => api.import.list({ query }));
  return (
    <>
      <PageHead
        tab="数据导入"
        title="数据导入"
        sub="上传经销商管理系统的导出文件。可以反复导入，同一车辆和手机号只会更新，不会重复。"
      />
      <UploadPanel />
      <ListPanel<ImportView>
        label="导入记录"
        testId="import-row"
        title="导入记录"
        query={list}
        filters={filters}
        empty={
          <Empty
            icon="imports"
            title="还没有导入过"
            text="先导入“客户与车辆”，再导入“维修历史”，到期提醒就能算出来。"
          />
        }
        rowKey={(entry) => entry.id}
        columns={columns}
        onOpen={(entry) => void navigate(`/imports/${entry.id}`)}
        card={(entry) => (
          <CardLink to={`/imports/${entry.id}`}>
            <div className="card-top">
              <span className="card-title">{entry.fileName}</span>
              <ImportTag entry={entry} />
            </div>
            <div className="card-line small">{outcome(entry)}</div>
            <div className="card-line small">
              {importKindLabel[entry.kind]} · {entry.startedBy} · {whenShort(entry.createdAt)}
            </div>
          </CardLink>
        )}
      />
    </>
  );
}
