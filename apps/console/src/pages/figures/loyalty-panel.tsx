import '../../shared/ui/share-lines.css';
import type { LoyaltyShare } from '@cheban/contracts';
import {
  customerGroupLabel,
  type LoyaltyMeasure,
  loyaltyGoals,
  loyaltyMeasureLabel,
} from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { count } from '../../shared/format/words.js';
import { Figures } from '../../shared/ui/figures.js';
import { Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { goalWords, type Standing, shareOf, standingOf, standingWords } from './loyalty.js';

const look: Record<Standing, { tone: 'green' | 'red' | 'grey'; icon?: 'check' | 'alert' }> = {
  good: { tone: 'green', icon: 'check' },
  bad: { tone: 'red', icon: 'alert' },
  small: { tone: 'grey' },
  open: { tone: 'grey' },
};

function Share({ share, to, open }: { share: LoyaltyShare; to: string; open: boolean }) {
  const value = shareOf(share);
  const goal = loyaltyGoals[share.measure].percent;
  const standing = standingOf(share);
  return (
    <Link className="share-line" to={to} aria-current={open} data-testid={`loyalty-${share.measure}`}>
      <span>{loyaltyMeasureLabel[share.measure]}</span>
      <span className="share-track" aria-hidden="true">
        <i style={{ width: `${value ?? 0}%` }} />
        {goal !== null && <b style={{ left: `${goal}%` }} />}
      </span>
      <span className="share-value num">
        {value === null ? '—' : `${value}%`}{' '}
        <span className="muted">
          {count(share.hits)} / {count(share.cars)} 台{goal === null ? '' : ` · ${goalWords(share.measure)}`}
        </span>
      </span>
      <span>
        <Tag {...look[standing]}>{standingWords[standing]}</Tag>
      </span>
    </Link>
  );
}

/** Whether customers stay: groups by the gap since the last paid visit, and shares against the goals of the trade. */
export function LoyaltyPanel({
  scope,
  opened,
  linkTo,
}: {
  scope: { storeId?: string };
  opened: LoyaltyMeasure | undefined;
  linkTo(measure: LoyaltyMeasure): string;
}) {
  const answer = useQuery({
    queryKey: ['figures-loyalty', scope],
    queryFn: () => api.figures.loyalty({ query: scope }),
  });
  const all = scope.storeId === undefined ? '&all=1' : '';
  return (
    <Panel title="客户留存" extra={<span className="muted small">截至今天，与月份无关</span>}>
      {answer.isPending && <ListSkeleton rows={6} />}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && (
        <>
          <Figures
            items={[
              ...answer.data.groups.map(({ group, cars }) => ({
                label: customerGroupLabel[group],
                value: `${count(cars)} 台`,
                to: `/owners?group=${group}${all}`,
              })),
              { label: '再保客户', value: `${count(answer.data.insuredHere)} 台`, note: '在店投保且未到期' },
            ]}
          />
          <div className="share-lines" style={{ marginTop: 12 }}>
            {answer.data.shares.map((share) => (
              <Share
                key={share.measure}
                share={share}
                to={linkTo(share.measure)}
                open={share.measure === opened}
              />
            ))}
          </div>
          <p className="hint">竖线是行业目标。点一行，看背后的车，还没来的排在前面。</p>
        </>
      )}
    </Panel>
  );
}
