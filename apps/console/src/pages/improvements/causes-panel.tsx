import type { CaseCause } from '@cheban/contracts/constants';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { today } from '../../shared/format/time.js';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import { MonthNav, monthOf, monthWords } from '../../shared/ui/month-nav.js';
import { Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';

const MOST_CASES = 12;

/** What complaints of a month were about, the most frequent first, with the cases behind each. */
export function CausesPanel({
  filters,
  onPlan,
}: {
  filters: UrlFilters;
  onPlan?: ((cause: CaseCause) => void) | undefined;
}) {
  const storeId = useStoreId();
  const month = monthOf(filters.get('month'), today());
  const query = { storeId, month };
  const causes = useQuery({
    queryKey: ['case-causes', query],
    queryFn: () => api.improvement.causes({ query }),
    placeholderData: keepPreviousData,
  });
  const items = causes.data?.items ?? [];
  const most = items[0]?.cases ?? 1;
  return (
    <Panel
      title="投诉原因"
      extra={<MonthNav month={month} onChange={(next) => filters.set({ month: next })} />}
    >
      {causes.isPending && <ListSkeleton rows={3} />}
      {causes.isError && !causes.data && (
        <ErrorState error={causes.error} onRetry={() => void causes.refetch()} />
      )}
      {causes.data && items.length === 0 && (
        <Empty
          icon="check"
          title={`${monthWords(month)}没有归类的投诉`}
          text="在投诉单里选上原因，这里就能看出先改什么。"
        />
      )}
      <ol className="causes">
        {items.map((item) => (
          <li key={item.cause} data-testid={`cause-${item.cause}`}>
            <div className="cause-head">
              <span className="strong">{item.label}</span>
              {item.top && <Tag tone="amber">前三</Tag>}
              <span className="cause-track" aria-hidden="true">
                <i style={{ width: `${(item.cases * 100) / most}%` }} />
              </span>
              <span className="num">
                {item.cases} 起 · {item.owners} 位车主
              </span>
              <span className="cause-act">
                {item.improvementId ? (
                  <Tag tone="blue" icon="workshop">
                    改进中
                  </Tag>
                ) : (
                  onPlan && (
                    <Button
                      size="small"
                      data-testid={`cause-plan-${item.cause}`}
                      onClick={() => onPlan(item.cause)}
                    >
                      定改进
                    </Button>
                  )
                )}
              </span>
            </div>
            <details>
              <summary className="small">看背后的投诉</summary>
              <p className="chips">
                {item.caseIds.slice(0, MOST_CASES).map((id, index) => (
                  <Link key={id} to={`/cases/${id}`} className="num">
                    投诉 {index + 1}
                  </Link>
                ))}
                {item.caseIds.length > MOST_CASES && (
                  <span className="muted">等 {item.caseIds.length} 起</span>
                )}
              </p>
            </details>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
