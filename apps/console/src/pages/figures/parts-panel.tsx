import '../../shared/ui/share-lines.css';
import { type OutputPart, outputPartLabel, outputParts } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { count } from '../../shared/format/words.js';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import { Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { roughYuan } from './measures.js';

/** Lines beyond these are few and small. */
const SHOWN = 12;

/** The output of a month by kind of work, advisor or model; a line opens its visits. */
export function PartsPanel({
  scope,
  month,
  filters,
  linkTo,
}: {
  scope: { storeId?: string };
  month: string;
  filters: UrlFilters;
  linkTo(by: OutputPart, part: string): string;
}) {
  const by = filters.oneOf('parts', outputParts) ?? 'kind';
  const query = { ...scope, month, by };
  const answer = useQuery({
    queryKey: ['figures-parts', query],
    queryFn: () => api.figures.parts({ query }),
  });
  const all = answer.data?.items ?? [];
  const top = Math.max(1, ...all.map(({ outputFen }) => outputFen));
  const more = all.length - SHOWN + (answer.data?.others ?? 0);
  return (
    <Panel
      title="产值构成"
      extra={
        <Segmented
          size="small"
          aria-label="按什么拆分"
          value={by}
          options={outputParts.map((value) => ({ value, label: `按${outputPartLabel[value]}` }))}
          onChange={(value) => filters.show('parts', value === 'kind' ? undefined : value)}
        />
      }
    >
      {answer.isPending && <ListSkeleton rows={4} />}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && all.length === 0 && <Empty icon="orders" title="这个月还没有结算的工单" />}
      <div className="share-lines">
        {all.slice(0, SHOWN).map(({ part, visits, outputFen }) => (
          <Link key={part} className="share-line" to={linkTo(by, part)} data-testid="figures-part">
            <span>{part || '未登记'}</span>
            <span className="share-track" aria-hidden="true">
              <i style={{ width: `${(outputFen * 100) / top}%` }} />
            </span>
            <span className="share-value num">
              {roughYuan(outputFen)} <span className="muted">· {count(visits)} 台</span>
            </span>
            <span className="num muted">单车 {roughYuan(visits === 0 ? 0 : outputFen / visits)}</span>
          </Link>
        ))}
      </div>
      {more > 0 && <p className="hint">还有 {count(more)} 项产值较小，没有列出。</p>}
    </Panel>
  );
}
