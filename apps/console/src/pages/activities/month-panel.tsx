import { type ActivityKind, activityKindLabel, activityKinds } from '@cheban/contracts/constants';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useScope } from '../../features/store/scope.js';
import { type BusinessDate, clockOf, dayWords, today } from '../../shared/format/time.js';
import { usePhone } from '../../shared/hooks/use-phone.js';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import { MonthNav, monthOf } from '../../shared/ui/month-nav.js';
import { Panel } from '../../shared/ui/page.js';
import { Bone } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { type CalendarEntry, entriesByDay, weeksOf } from './month.js';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

function Entry({ entry: { activity, session } }: { entry: CalendarEntry }) {
  const off = session.state === 'cancelled';
  const draft = activity.state === 'draft';
  const figures = off ? '已取消' : `${session.people}/${session.seats} 人`;
  return (
    <Link
      to={`/activities/sessions/${session.id}`}
      className={`month-entry ${activity.kind} ${off ? 'off' : ''} ${draft ? 'draft' : ''}`}
      title={`${activity.title}（${activity.kindLabel}）${draft ? '，草稿' : ''}，${figures}`}
      data-testid="month-entry"
    >
      <b className="num">{clockOf(session.startsAt)}</b>
      <span className="month-title">{activity.title}</span>
      <span className="num month-figures">{draft && !off ? '草稿' : figures}</span>
    </Link>
  );
}

/** A month of sessions: a grid of weeks on wide screens, a list of days on a phone. */
export function MonthPanel({
  bar,
  filters,
  kind,
}: {
  bar: ReactNode;
  filters: UrlFilters;
  kind: ActivityKind | undefined;
}) {
  const phone = usePhone();
  const scope = useScope(filters);
  const month = monthOf(filters.get('month'), today());
  const weeks = weeksOf(month);
  const query = {
    ...scope,
    ...(kind && { kind }),
    fromOn: weeks[0]?.[0] ?? today(),
    toOn: weeks.at(-1)?.[6] ?? today(),
    pageSize: 100,
  };
  const list = useQuery({
    queryKey: ['activities', 'month', query],
    queryFn: () => api.staffActivity.list({ query }),
    placeholderData: keepPreviousData,
  });
  const days = entriesByDay(list.data?.items ?? []);
  return (
    <Panel flush>
      <div className="filters">
        {bar}
        <MonthNav month={month} onChange={(next) => filters.set({ month: next })} />
      </div>
      {list.isPending && (
        <div className="month-wait">
          <Bone height={420} />
        </div>
      )}
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data &&
        (phone ? <DayList days={days} month={month} /> : <Grid weeks={weeks} days={days} month={month} />)}
    </Panel>
  );
}

type Days = ReadonlyMap<BusinessDate, CalendarEntry[]>;

function Grid({ weeks, days, month }: { weeks: BusinessDate[][]; days: Days; month: string }) {
  return (
    <div className="month" data-testid="month-grid">
      <ul className="month-legend small" aria-hidden="true">
        {activityKinds.map((kind) => (
          <li key={kind} className={kind}>
            {activityKindLabel[kind]}
          </li>
        ))}
        <li className="draft">草稿</li>
      </ul>
      <div className="month-week month-head" aria-hidden="true">
        {weekdays.map((name) => (
          <span key={name}>周{name}</span>
        ))}
      </div>
      {weeks.map((week) => (
        <div className="month-week" key={week[0]}>
          {week.map((on) => (
            <div
              key={on}
              className={`month-day ${on.startsWith(month) ? '' : 'other'} ${on === today() ? 'now' : ''}`}
            >
              <span className="month-date num" title={dayWords(on)}>
                {on === today() ? '今天' : Number(on.slice(8))}
              </span>
              {(days.get(on) ?? []).map((entry) => (
                <Entry key={entry.session.id} entry={entry} />
              ))}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function DayList({ days, month }: { days: Days; month: string }) {
  const shown = [...days].filter(([on]) => on.startsWith(month)).sort(([a], [b]) => a.localeCompare(b));
  if (shown.length === 0) return <Empty icon="calendar" title="这个月没有活动" text="换一个月看看。" />;
  return (
    <ul className="month-list">
      {shown.map(([on, entries]) => (
        <li key={on}>
          <h2 className="small muted">{dayWords(on)}</h2>
          {entries.map((entry) => (
            <Entry key={entry.session.id} entry={entry} />
          ))}
        </li>
      ))}
    </ul>
  );
}
