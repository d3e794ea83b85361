import './reception.css';
import { type ReceptionView, visitStepLabel } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { clockOf, dateOfInstant, dayWords, today, whenWords } from '../../shared/format/time.js';
import { showPageInTab } from '../../shared/hooks/tab-title.js';
import { useHotkey } from '../../shared/hooks/use-hotkey.js';
import { useNow } from '../../shared/hooks/use-now.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { turned } from './turning.js';

const REFRESH_MS = 30_000;
type Car = ReceptionView['ready'][number];

/** Cars may stay over night: another day is named. */
const timeOf = (iso: string) => (dateOfInstant(iso) === today() ? clockOf(iso) : whenWords(iso));

/** One car: the end of its plate is all that others may read of it. */
function Row({ car, mark, late }: { car: Car; mark: ReactNode; late?: boolean }) {
  return (
    <li className={late ? 'reception-row reception-row-late' : 'reception-row'}>
      <b className="reception-tail num">{car.tail ?? '新车'}</b>
      <span className="reception-what">
        {car.service}
        <small>{car.advisorName ? `服务顾问 ${car.advisorName}` : '由前台接待'}</small>
      </span>
      <span className="reception-mark num">{mark}</span>
    </li>
  );
}

function Column<T extends Car>({
  title,
  cars,
  now,
  empty,
  row,
}: {
  title: string;
  cars: readonly T[];
  now: number;
  empty: string;
  row(car: T): { mark: ReactNode; late?: boolean };
}) {
  const { shown, left } = turned(cars, now);
  return (
    <section className="reception-column">
      <h2>
        {title}
        <span className="num">{cars.length}</span>
      </h2>
      {cars.length === 0 && <p className="reception-empty">{empty}</p>}
      <ul>
        {shown.map((car, index) => (
          // Nothing on the screen names a car for good: two may have the same tail.
          // biome-ignore lint/suspicious/noArrayIndexKey: rows hold no state
          <Row key={index} car={car} {...row(car)} />
        ))}
      </ul>
      {left > 0 && <p className="reception-more">还有 {left} 辆，轮流显示</p>}
    </section>
  );
}

interface BoardProps {
  view: ReceptionView;
  /** When the view was asked for, milliseconds; it is told once it is no longer fresh. */
  seenAt: number;
  stale: boolean;
  onClose(): void;
}

function Board({ view, seenAt, stale, onClose }: BoardProps) {
  const now = useNow(1_000);
  const box = useRef<HTMLDivElement>(null);
  const full = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void box.current?.requestFullscreen?.().catch(() => undefined);
  };
  useHotkey('f', full);
  return (
    <div className="reception" ref={box} data-testid="reception">
      <header className="reception-head">
        <h1>{view.storeName}</h1>
        <p>
          {view.opensAt === null ? '今天休息' : `营业时间 ${view.opensAt}–${view.closesAt}`}
          {stale && (
            <span role="status">
              没能更新，正在重试。以下是 {clockOf(new Date(seenAt).toISOString())} 的情况
            </span>
          )}
        </p>
        <div className="reception-tools">
          <button type="button" onClick={full}>
            全屏（F）
          </button>
          <button type="button" onClick={onClose}>
            退出
          </button>
        </div>
        <p className="reception-clock num">
          {clockOf(new Date(now).toISOString())}
          <small>{dayWords(view.on)}</small>
        </p>
      </header>
      <main className="reception-columns">
        <Column
          title="即将到店"
          cars={view.arrivals}
          now={now}
          empty={view.opensAt === null ? '今天休息，明天见。' : '今天的预约都已到店。'}
          row={({ at, late }) => ({ mark: late ? '等您到店' : clockOf(at) })}
        />
        <Column
          title="正在服务"
          cars={view.inWork}
          now={now}
          empty="车间里没有等候的车。"
          row={({ step, promisedAt, late }) => ({
            late,
            mark: (
              <>
                {visitStepLabel[step]}
                {promisedAt && (
                  <small>{late ? '稍晚一些，顾问会告诉您' : `${timeOf(promisedAt)} 前交车`}</small>
                )}
              </>
            ),
          })}
        />
        <Column
          title="可以交车"
          cars={view.ready}
          now={now}
          empty="完工的车会显示在这里。"
          row={() => ({ mark: '请到前台' })}
        />
      </main>
    </div>
  );
}

/** Keeps the screen from going to sleep, where the browser can; anew each time it is looked at again. */
function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let gone = false;
    const hold = async () => {
      if (document.hidden) return;
      lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
      if (gone) void lock?.release();
    };
    const again = () => void hold();
    again();
    document.addEventListener('visibilitychange', again);
    return () => {
      gone = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
    };
  }, []);
}

/** The screen in the reception: next arrivals, cars in work and ready ones, renewed by themselves for days on end. */
export default function ReceptionPage() {
  const storeId = useStoreId();
  const navigate = useNavigate();
  const query = useQuery({
    queryKey: ['reception', storeId],
    queryFn: () => api.staffBooking.reception({ query: { storeId } }),
    refetchInterval: REFRESH_MS,
    refetchIntervalInBackground: true,
    staleTime: 0,
  });
  useEffect(() => showPageInTab('接待大屏'), []);
  useAwake();
  const close = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    void navigate('/visits');
  };
  return (
    <Loaded query={query} missing="没有找到这家门店" blocks={[120, 320]}>
      {(view) => <Board view={view} seenAt={query.dataUpdatedAt} stale={query.isError} onClose={close} />}
    </Loaded>
  );
}
