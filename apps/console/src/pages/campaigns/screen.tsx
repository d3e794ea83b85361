import './screen.css';
import type { ScreenView } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../../app/api.js';
import { clockOf, whenWords } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { useHotkey } from '../../shared/hooks/use-hotkey.js';
import { useNow } from '../../shared/hooks/use-now.js';
import { Bars } from '../../shared/ui/figures.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { countDown, curveOf, isEnded, lookEvery } from './screen-words.js';

/** Customers look on: a stop is said as the owners' page says it. */
const nowWords = { open: '还剩', over: '本波已结束', stopped: '活动已暂停' };

/** The one thing that matters now: the time to the start, or how many packets are left. */
function Now({ view }: { view: ScreenView }) {
  const now = useNow(250);
  // The answer says how far the start was by the server's clock: count on from there, not from this PC's clock.
  const anchor = useRef({ view, at: now });
  if (anchor.current.view !== view) anchor.current = { view, at: now };
  const left = view.startsInMs - (now - anchor.current.at);
  if (view.state === 'coming')
    return (
      <p className="big-now">
        {left > 0 ? '距离开抢' : '马上开抢'}
        <span className="big-count" data-testid="screen-count">
          {countDown(left)}
        </span>
        {whenWords(view.startsAt)}
      </p>
    );
  if (view.state === 'sold_out')
    return (
      <p className="big-now">
        {view.soldOutAfterSec === null ? '全部抢完' : `${view.soldOutAfterSec.toFixed(1)} 秒抢完`}
        <span className="big-count" data-testid="screen-count">
          {count(view.claims)}
        </span>
        份红包已全部抢走
      </p>
    );
  return (
    <p className="big-now" aria-live="off">
      {nowWords[view.state]}
      <span className="big-count" data-testid="screen-count">
        {count(view.state === 'open' ? view.left : view.claims)}
      </span>
      {view.state === 'open' ? `份，${clockOf(view.endsAt)} 结束` : '份红包已经抢走，谢谢大家'}
    </p>
  );
}

function Big({ view, onClose }: { view: ScreenView; onClose(): void }) {
  const box = useRef<HTMLDivElement>(null);
  const curve = curveOf(view.curve);
  const full = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void box.current?.requestFullscreen?.().catch(() => undefined);
  };
  useHotkey('f', full);
  const percent = view.packets === 0 ? 0 : (view.claims * 100) / view.packets;
  return (
    <div className="big" ref={box} data-testid="screen">
      <header className="big-head">
        <h1>
          {view.title} · 第 {view.number} 波
        </h1>
        <div className="big-tools">
          <button type="button" onClick={full}>
            全屏（F）
          </button>
          <button type="button" onClick={onClose}>
            退出
          </button>
        </div>
      </header>
      <Now view={view} />
      <div className="big-bar" role="img" aria-label={`已抢 ${Math.round(percent)}%`}>
        <i style={{ width: `${percent}%` }} />
      </div>
      <div className="big-figures">
        <p>
          <b data-testid="screen-claims">{count(view.claims)}</b>
          <span>已抢（共 {count(view.packets)} 份）</span>
        </p>
        <p>
          <b>{yuan(view.claimedFen)}</b>
          <span>已抢金额</span>
        </p>
        <p>
          <b>{yuan(view.leftFen)}</b>
          <span>还剩金额</span>
        </p>
        <p>
          <b>{count(view.seen)}</b>
          <span>来看过的车主</span>
        </p>
      </div>
      <div className="big-bottom">
        <section>
          <h2>{view.best ? `手气最佳：${view.best.nameMasked} ${view.best.prizeText}` : '刚刚抢到'}</h2>
          <ul className="big-winners num">
            {view.latest.slice(0, 6).map((winner) => (
              <li key={`${winner.wonAt}-${winner.nameMasked}-${winner.phoneMasked}`}>
                <span>{winner.nameMasked}</span>
                <span>{winner.prizeText}</span>
              </li>
            ))}
          </ul>
          {view.latest.length === 0 && (
            <p>{isEnded(view.state) ? '这一波没有人抢到。' : '还没有人抢到，第一个会是谁？'}</p>
          )}
        </section>
        <section>
          <h2>每秒抢走</h2>
          {curve.length > 0 ? (
            <Bars
              points={curve.map(({ second, claims }) => ({
                key: String(second),
                value: claims,
                title: `第 ${second} 秒：${claims} 份`,
              }))}
              words={`最多一秒 ${count(Math.max(...curve.map(({ claims }) => claims)))} 份`}
              ends={[`第 ${curve[0]?.second ?? 0} 秒`, `第 ${curve.at(-1)?.second ?? 0} 秒`]}
            />
          ) : (
            <p>{isEnded(view.state) ? '这一波没有人抢到。' : '开抢后，这里是每一秒的热度。'}</p>
          )}
        </section>
      </div>
    </div>
  );
}

/** A wave on a projector: big numbers that renew themselves, over everything else of the console. */
export default function ScreenPage() {
  const { id = '', wave = '1' } = useParams();
  const navigate = useNavigate();
  const screen = useQuery({
    queryKey: ['campaign-screen', id, wave],
    queryFn: () => api.staffCampaign.screen({ params: { id, wave } }),
    refetchInterval: (query) => lookEvery(query.state.data?.state),
    refetchIntervalInBackground: true,
    staleTime: 0,
  });
  const close = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    void navigate(`/campaigns/${id}`);
  };
  return (
    <Loaded query={screen} missing="没有找到这一波" blocks={[120, 320]}>
      {(view) => <Big view={view} onClose={close} />}
    </Loaded>
  );
}
