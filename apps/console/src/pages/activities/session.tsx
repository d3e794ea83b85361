import './roster.css';
import type { RosterView } from '@cheban/contracts';
import type { SignUpState } from '@cheban/contracts/constants';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useMay } from '../../app/me.js';
import { matchesRow } from '../../features/activity/match.js';
import { useActivity, useRoster } from '../../features/activity/queries.js';
import { isDoorOpen, isToCome, sessionWhen } from '../../features/activity/session-words.js';
import { SessionTag } from '../../features/activity/tags.js';
import { dateOfInstant, whenWords } from '../../shared/format/time.js';
import { count } from '../../shared/format/words.js';
import { useNow } from '../../shared/hooks/use-now.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { SearchField } from '../../shared/ui/search-field.js';
import { Empty } from '../../shared/ui/states.js';
import { EndDialog } from './end-dialog.js';
import { NoticeDialog } from './notice-dialog.js';
import { PrintSheet } from './print-sheet.js';
import { type RosterTab, rosterTabs, rowsOfTab, tabLabel } from './roster.js';
import { RosterTable } from './roster-table.js';
import { SessionLayer } from './session-layer.js';
import { SurveyPanel } from './survey-panel.js';

type Asked = 'change' | 'notice' | 'end' | null;

function Figures({ roster, onTab }: { roster: RosterView; onTab(tab: RosterTab): void }) {
  const { session, rows } = roster;
  const had = (state: SignUpState) => rows.some((row) => row.state === state);
  const figure = (label: string, value: string, note: string, tab: RosterTab) => (
    <button type="button" className="figure" onClick={() => onTab(tab)}>
      <span className="muted small">{label}</span>
      <b className="num">{value}</b>
      <span className="faint small">{note}</span>
    </button>
  );
  return (
    <div className="figures">
      {figure('报名', `${count(session.people)} 人`, `${session.going} 组 · 名额 ${session.seats}`, 'going')}
      {figure(
        '到场',
        `${session.attended} 组`,
        session.going > 0
          ? `报名的 ${Math.round((session.attended * 100) / session.going)}%`
          : '还没有人报名',
        'came',
      )}
      {figure(
        '候补',
        `${session.waiting + session.offered} 组`,
        had('offered') ? `为 ${session.offered} 组留着位` : '有空位会依次通知',
        'waiting',
      )}
      {figure(
        '评价',
        session.stars === null ? '—' : `${session.stars.toFixed(1)} 星`,
        session.surveys > 0 ? `${session.surveys} 人说了` : '到场的车主会被问一句',
        'came',
      )}
    </div>
  );
}

function Roster({ id, roster }: { id: string; roster: RosterView }) {
  const may = useMay();
  const navigate = useNavigate();
  const now = useNow();
  const filters = useUrlFilters();
  const [asked, setAsked] = useState<Asked>(null);
  const { session } = roster;
  const activity = useActivity(session.activityId).data;
  const tab = filters.oneOf('tab', rosterTabs) ?? 'going';
  const q = filters.get('q') ?? '';
  const rows = rowsOfTab(roster.rows, tab).filter((row) => matchesRow(row, q));
  const toCome = isToCome(session, now) && activity?.state !== 'cancelled';
  const manages = may('activity.manage');
  const byHand = may('activity.check_in') && isDoorOpen(session, now);
  return (
    <>
      <PageHead
        tab={roster.title}
        back={{ to: `/activities/${session.activityId}`, label: roster.title }}
        title={
          <>
            <span className="num">{sessionWhen(session)}</span> <SessionTag session={session} />
          </>
        }
        sub={`${roster.place} · 报名截止 ${whenWords(session.signUpUntil)}`}
        actions={
          <>
            {byHand && (
              <Button
                type="primary"
                data-testid="door-open"
                onClick={() => void navigate(`/door?session=${id}`)}
              >
                扫码签到
              </Button>
            )}
            {manages && toCome && activity && (
              <>
                <Button data-testid="session-change" onClick={() => setAsked('change')}>
                  修改场次
                </Button>
                <Button data-testid="session-notice" onClick={() => setAsked('notice')}>
                  发通知
                </Button>
                <Button danger data-testid="session-end" onClick={() => setAsked('end')}>
                  取消这一场
                </Button>
              </>
            )}
          </>
        }
      />
      <Figures roster={roster} onTab={(next) => filters.set({ tab: next === 'going' ? undefined : next })} />
      <Panel
        flush
        title="名单"
        extra={
          <>
            <Button
              size="small"
              data-testid="roster-print"
              disabled={session.going === 0}
              onClick={() => window.print()}
            >
              打印
            </Button>
            {manages && (
              <DownloadButton
                path={`/staff/activity-sessions/${id}/roster.csv`}
                query={{}}
                fileName={`报名名单-${roster.title}-${dateOfInstant(session.startsAt)}.csv`}
                disabled={session.going === 0}
              />
            )}
          </>
        }
      >
        <div className="filters">
          <Segmented
            aria-label="名单范围"
            value={tab}
            options={rosterTabs.map((value) => ({
              value,
              label: `${tabLabel[value]} ${rowsOfTab(roster.rows, value).length}`,
            }))}
            onChange={(value) => filters.set({ tab: value === 'going' ? undefined : value })}
          />
          <SearchField value={q} placeholder="姓名或手机尾号" onChange={(text) => filters.set({ q: text })} />
        </div>
        {rows.length === 0 ? (
          <Empty
            icon="owners"
            title={q ? '名单里没有找到' : tab === 'going' ? '还没有人报名' : `没有${tabLabel[tab]}的车主`}
            {...(q ? {} : tab === 'going' && { text: '发布后，车主在小程序“活动”里报名，名单会自动更新。' })}
            action={q && <Button onClick={() => filters.set({ q: undefined })}>清除搜索</Button>}
          />
        ) : (
          <RosterTable rows={rows} byHand={byHand} />
        )}
      </Panel>
      <SurveyPanel rows={roster.rows} />
      <PrintSheet roster={roster} />
      {asked === 'change' && activity && (
        <SessionLayer activity={activity} session={session} onClose={() => setAsked(null)} />
      )}
      {asked === 'notice' && (
        <NoticeDialog id={id} title={roster.title} session={session} onClose={() => setAsked(null)} />
      )}
      {asked === 'end' && (
        <EndDialog
          what={{ sessionId: id }}
          title={roster.title}
          sessions={[session]}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** A session: who comes, who waits, who came, what they said. */
export default function SessionPage() {
  const { id = '' } = useParams();
  return (
    <Loaded query={useRoster(id)} missing="没有找到这一场" blocks={[56, 84, 320]}>
      {(roster) => <Roster key={id} id={id} roster={roster} />}
    </Loaded>
  );
}
