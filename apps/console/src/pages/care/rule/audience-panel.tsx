import type { CareTrigger, Segment } from '@cheban/contracts';
import { saySegment } from '@cheban/contracts/constants';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../app/api.js';
import { useStoreId, useWorkplace } from '../../../app/me.js';
import { sayError } from '../../../app/query-client.js';
import { AudienceBuilder } from '../../../features/care/audience-builder.js';
import { useFieldValues } from '../../../features/care/queries.js';
import { count } from '../../../shared/format/words.js';
import { useDebounced } from '../../../shared/hooks/use-debounced.js';
import { Panel } from '../../../shared/ui/page.js';

/** How many cars and owners of the store an audience has, as it is being built. */
function LiveCount({ segment, trigger }: { segment: Segment | null; trigger: CareTrigger }) {
  const storeId = useStoreId();
  const { store } = useWorkplace();
  const asked = useDebounced(segment, 500);
  const query = useQuery({
    queryKey: ['segment-count', storeId, asked],
    queryFn: () => (asked === null ? null : api.careRule.segmentCount({ body: { storeId, segment: asked } })),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  });
  if (segment === null)
    return (
      <p className="audience-count muted">
        没有条件：{store.name}的全部车主
        {trigger.type === 'on_date' || trigger.type === 'holiday' ? '都会收到' : '，轮到的人才会收到'}。
      </p>
    );
  const late = query.isFetching || asked !== segment;
  return (
    <p className="audience-count" aria-live="polite" data-testid="audience-count">
      {query.isError && !query.data ? (
        <span className="text-red">{sayError(query.error)}</span>
      ) : (
        <>
          {saySegment(segment)}
          <br />
          <span className={late ? 'faint' : ''}>
            {store.name}有 <b className="num">{query.data ? count(query.data.cars) : '…'}</b> 辆车、
            <b className="num">{query.data ? count(query.data.owners) : '…'}</b> 位车主符合
          </span>
        </>
      )}
    </p>
  );
}

/** Whom a rule is for. */
export function AudiencePanel({
  segment,
  trigger,
  disabled,
  problem,
  onChange,
}: {
  segment: Segment | null;
  trigger: CareTrigger;
  disabled: boolean;
  problem?: string | undefined;
  onChange(segment: Segment | null, unfinishedCount: number): void;
}) {
  const values = useFieldValues();
  return (
    <Panel title="发给谁" extra={<span className="small">不加条件就不再筛选</span>}>
      {disabled ? (
        <p>{saySegment(segment)}</p>
      ) : (
        <>
          <AudienceBuilder initial={segment} values={values} onChange={onChange} />
          {problem && (
            <p className="words-problem" role="alert">
              {problem}
            </p>
          )}
          <LiveCount segment={segment} trigger={trigger} />
        </>
      )}
    </Panel>
  );
}
