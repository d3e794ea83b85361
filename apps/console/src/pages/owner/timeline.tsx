import type { TimelineItem } from '@cheban/contracts';
import {
  channelLabel,
  type TimelineKind,
  timelineKindLabel,
  timelineKinds,
} from '@cheban/contracts/constants';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { clockOf, dateOfInstant } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import { Icon, type IconName } from '../../shared/ui/icon.js';
import { Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { BookingTag, MessageTag } from '../../shared/ui/tag.js';

const icons: Record<TimelineKind, IconName> = {
  service: 'workshop',
  booking: 'day',
  visit: 'car',
  message: 'messages',
  rating: 'star',
  case: 'cases',
  rescue: 'rescues',
  consent: 'shield',
  call: 'phone',
};

/** Page that a line opens, if it has one. */
function pageOf(item: TimelineItem): string | null {
  if (!item.refId) return null;
  if (item.kind === 'visit') return `/visits/${item.refId}`;
  if (item.kind === 'rescue') return `/rescues?open=${item.refId}`;
  if (item.kind === 'case') return `/cases/${item.refId}`;
  return item.kind === 'booking' ? `/my-day?booking=${item.refId}` : null;
}

function Line({ item }: { item: TimelineItem }) {
  const to = pageOf(item);
  return (
    <li className={`tl-item ${item.kind}`} data-testid="timeline-item">
      <span className="tl-mark">
        <Icon name={icons[item.kind]} size={14} title={timelineKindLabel[item.kind]} />
      </span>
      <div className="tl-body">
        <p className="tl-title">
          {to ? <Link to={to}>{item.title}</Link> : <span>{item.title}</span>}
          {item.booking && <BookingTag state={item.booking.state} />}
          {item.message && <MessageTag state={item.message.state} channel={item.message.channel} />}
        </p>
        {item.text && <p className="muted">{item.text}</p>}
        {item.message && (
          <p className="hint">
            {item.message.channel ? `${channelLabel[item.message.channel]}：` : ''}
            {item.message.why}
          </p>
        )}
        <p className="tl-when num">
          {dateOfInstant(item.at)}
          {item.kind !== 'service' && ` ${clockOf(item.at)}`}
          {item.plate && ` · ${plateText(item.plate)}`}
        </p>
      </div>
    </li>
  );
}

/** Everything that happened with a person and their cars, newest first; more is loaded on the way down. */
export function Timeline({ ownerId, filters }: { ownerId: string; filters: UrlFilters }) {
  const kind = filters.oneOf('kind', timelineKinds);
  const end = useRef<HTMLDivElement>(null);
  const query = useInfiniteQuery({
    queryKey: ['timeline', ownerId, kind ?? 'all'],
    queryFn: ({ pageParam }) =>
      api.customer.timeline({
        params: { id: ownerId },
        query: { limit: 20, ...(kind && { kind }), ...(pageParam && { cursor: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    const element = end.current;
    if (!element || !hasNextPage) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting && !isFetchingNextPage) void fetchNextPage();
      },
      { rootMargin: '300px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <Panel
      flush
      className="tl"
      title="往来记录"
      extra={
        <nav className="tl-filter" aria-label="记录类别">
          <Button
            size="small"
            type={kind ? 'text' : 'default'}
            aria-pressed={!kind}
            onClick={() => filters.set({ kind: undefined })}
          >
            全部
          </Button>
          {timelineKinds.map((value) => (
            <Button
              key={value}
              size="small"
              type={kind === value ? 'default' : 'text'}
              aria-pressed={kind === value}
              onClick={() => filters.set({ kind: value })}
            >
              {timelineKindLabel[value]}
            </Button>
          ))}
        </nav>
      }
    >
      {query.isPending && <ListSkeleton rows={6} height={30} />}
      {query.isError && items.length === 0 && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && items.length === 0 && (
        <Empty
          icon="audit"
          title={kind ? `没有${timelineKindLabel[kind]}记录` : '还没有往来记录'}
          text={kind ? '换一个类别看看。' : '预约、到店、消息和评价都会按时间排在这里。'}
          action={kind && <Button onClick={() => filters.set({ kind: undefined })}>查看全部</Button>}
        />
      )}
      <ol className="tl-list">
        {items.map((item, index) => (
          <Line key={`${item.kind}-${item.refId ?? item.at}-${index.toString()}`} item={item} />
        ))}
      </ol>
      {isFetchingNextPage && <ListSkeleton rows={2} height={30} />}
      {query.isFetchNextPageError && (
        <p className="tl-more">
          <Button onClick={() => void fetchNextPage()}>没有加载成功，再试一次</Button>
        </p>
      )}
      <div ref={end} />
    </Panel>
  );
}
