import './imports.css';
import { ApiError } from '@cheban/api-client';
import { importKindLabel } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import { useParams } from 'react-router';
import { api } from '../../app/api.js';
import { NotFound } from '../../app/not-found.js';
import { whenWords } from '../../shared/format/time.js';
import { PageHead } from '../../shared/ui/page.js';
import { PageSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';
import { ChangesPanel } from './changes-panel.js';
import { ImportTag } from './import-tag.js';
import { MappingPanel } from './mapping-panel.js';
import { ProgressPanel } from './progress-panel.js';
import { ResultPanel } from './result-panel.js';

const running = (state: string | undefined) => state === 'queued' || state === 'running';

/** One import: columns, trial run, real run, result. Can be left and opened again at any time. */
export default function ImportPage() {
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['import', id],
    queryFn: () => api.import.detail({ params: { id } }),
    refetchInterval: (state) => (running(state.state.data?.state) ? 1_200 : false),
  });
  const outcome = useRef<HTMLDivElement>(null);
  const state = query.data?.state;
  // On a phone the buttons are far below what a run has to say.
  useEffect(() => {
    if (state !== undefined && state !== 'uploaded') outcome.current?.scrollIntoView({ block: 'center' });
  }, [state]);
  if (query.error instanceof ApiError && query.error.status === 404)
    return <NotFound what="没有找到这次导入" />;
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const entry = query.data;
  if (!entry) return <PageSkeleton blocks={[56, 360]} />;
  const finished = entry.state === 'done' && !entry.dryRun;
  const open = !running(entry.state) && !finished;
  return (
    <>
      <PageHead
        tab={entry.fileName}
        back={{ to: '/imports', label: '数据导入' }}
        title={
          <>
            {entry.fileName} <ImportTag entry={entry} />
          </>
        }
        sub={`${importKindLabel[entry.kind]} · ${entry.storeName} · ${entry.startedBy} 于 ${whenWords(entry.createdAt)} 上传`}
      />
      <div ref={outcome} />
      {entry.state === 'failed' && (
        <Alert
          type="error"
          showIcon
          title="这次导入没有完成"
          description={entry.failure ?? '请检查文件后重新上传；已导入的行不会重复。'}
        />
      )}
      {running(entry.state) && <ProgressPanel entry={entry} />}
      {entry.result && !running(entry.state) && <ResultPanel entry={entry} />}
      {!running(entry.state) && <ChangesPanel entry={entry} />}
      {open && <MappingPanel key={entry.id} entry={entry} />}
    </>
  );
}
