import type { WeatherEventRow } from '@cheban/contracts';
import { weatherEventStateLabel, weatherKindLabel, weatherLevelLabel } from '@cheban/contracts/constants';
import { Button, Segmented } from 'antd';
import { Link } from 'react-router';
import { api } from '../../../app/api.js';
import { useMay, useStoreId } from '../../../app/me.js';
import { whenShort, whenWords } from '../../../shared/format/time.js';
import { count, plateText } from '../../../shared/format/words.js';
import { usePageQuery } from '../../../shared/hooks/use-page-query.js';
import type { UrlFilters } from '../../../shared/hooks/use-url-filters.js';
import { Panel } from '../../../shared/ui/page.js';
import { Paged } from '../../../shared/ui/paged.js';
import { Empty } from '../../../shared/ui/states.js';
import { BookingTag, Tag, type Tone } from '../../../shared/ui/tag.js';

const levelTone: Record<WeatherEventRow['level'], Tone> = {
  blue: 'blue',
  yellow: 'amber',
  orange: 'amber',
  red: 'red',
};

function Counts({ messages }: { messages: WeatherEventRow['messages'] }) {
  const rows: [string, number][] = [
    ['要告诉', messages.planned],
    ['已送达手机', messages.told],
    ['只在站内', messages.inboxOnly],
    ['等待中', messages.held],
    ['不再发送', messages.notSent],
    ['过后请来检查', messages.checked],
  ];
  return (
    <dl className="weather-counts num">
      {rows.map(([label, number]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{count(number)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Event({ event }: { event: WeatherEventRow }) {
  const over = event.state === 'over' || event.state === 'cancelled';
  return (
    <li className="weather-event" data-testid="weather-event">
      <p className="row-gap">
        <strong>{event.title}</strong>
        <Tag tone={levelTone[event.level]} icon="alert">
          {weatherKindLabel[event.kind]} · {weatherLevelLabel[event.level]}
        </Tag>
        <Tag tone={over ? 'grey' : 'green'}>{weatherEventStateLabel[event.state]}</Tag>
      </p>
      <p className="small muted">
        {whenWords(event.startsAt)} 至 {whenWords(event.endsAt)}
      </p>
      <p>{event.headline}</p>
      <Counts messages={event.messages} />
      {!event.messages.complete && <p className="hint">还在逐位查看车主，数字会继续增加。</p>}
      {event.bookings.length > 0 && (
        <div className="weather-bookings">
          <p className="small strong">期间有 {event.bookings.length} 个预约</p>
          <ul>
            {event.bookings.map((booking) => (
              <li key={booking.id}>
                <Link to={`/my-day?booking=${booking.id}`}>{whenShort(booking.startsAt)}</Link>
                <span>
                  {booking.ownerName} · {plateText(booking.plate)} · {booking.serviceName}
                </span>
                <BookingTag state={booking.state} />
                {booking.freeReschedule && <Tag tone="blue">可免费改期</Tag>}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="hint">
        {event.sender} · {event.attributions.join('、')}
      </p>
    </li>
  );
}

/** Weather warnings at the store: who was told, who waits, and the bookings in their time. */
export function WeatherPanel({ filters }: { filters: UrlFilters }) {
  const storeId = useStoreId();
  const may = useMay();
  const state: 'current' | 'past' = filters.oneOf('state', ['past'] as const) ?? 'current';
  const list = usePageQuery(
    'weather-events',
    filters,
    { storeId, state },
    (query) => api.weather.events({ query }),
    60_000,
  );
  const view = list.data;
  const place = view?.place;
  return (
    <Panel flush>
      <div className="filters">
        <Segmented
          aria-label="预警"
          value={state}
          options={[
            { value: 'current', label: '生效中' },
            { value: 'past', label: '已过去' },
          ]}
          onChange={(value) => filters.set({ state: value === 'current' ? undefined : value })}
        />
        {view && (
          <span className="small muted" data-testid="weather-place">
            {place
              ? `按${place.from === 'store' ? '门店位置' : '所在城市中心'}（北纬 ${place.lat}，东经 ${place.lon}）查询`
              : '还没有门店位置，无法查询天气'}
            {view.polledAt && `，最近 ${whenShort(view.polledAt)}`}
            {may('store.manage') && place?.from !== 'store' && (
              <>
                {' · '}
                <Link to="/stores">设置门店位置</Link>
              </>
            )}
          </span>
        )}
      </div>
      {view?.problem && (
        <p className="template-failure" role="alert">
          {view.problem}
        </p>
      )}
      <Paged
        query={list}
        filters={filters}
        empty={
          <Empty
            icon="weather"
            title={state === 'past' ? '还没有过预警' : '现在没有预警'}
            text="当地发布暴雨、冰雪、大雾、台风、高温等预警时，会自动提醒本店车主一次，并给期间有预约的车主免费改期。"
            action={
              state === 'current' && (
                <Button onClick={() => filters.set({ state: 'past' })}>看已过去的</Button>
              )
            }
          />
        }
      >
        {(rows, dim) => (
          <ul className={dim ? 'dim' : ''} aria-label="天气预警">
            {rows.map((event) => (
              <Event key={event.id} event={event} />
            ))}
          </ul>
        )}
      </Paged>
    </Panel>
  );
}
